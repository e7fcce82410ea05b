package io.sluice.inventory.gate;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A Redis that counts how often scripts are called in it, by their hash. */
final class CountedScripts implements InvocationHandler {

    private final io.vertx.redis.client.Redis redis;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    CountedScripts(Redis redis) {
        this.redis = redis.getDelegate();
    }

    Redis redis() {
        var type = io.vertx.redis.client.Redis.class;
        return Redis.newInstance(type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this)));
    }

    int all() {
        return all.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] arguments) throws Throwable {
        if (called.getName().equals("send") && ((Request) arguments[0]).command() == Command.EVALSHA) {
            return call(proxy, arguments);
        }
        try {
            return called.invoke(redis, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** It is called with a handler, or answers a future. */
    @SuppressWarnings("unchecked")
    private Object call(Object proxy, Object[] arguments) {
        var answer = count((Request) arguments[0]);
        if (arguments.length == 1) {
            return answer;
        }
        answer.onComplete((Handler<AsyncResult<Response>>) arguments[1]);
        return proxy;
    }

    private Future<Response> count(Request command) {
        all.incrementAndGet();
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return redis.send(command).onComplete(_ -> underWay.decrementAndGet());
    }
}
