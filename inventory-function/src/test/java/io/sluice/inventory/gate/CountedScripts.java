package io.sluice.inventory.gate;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A Redis that counts what it is told in batches. */
final class CountedBatches implements InvocationHandler {

    private final io.vertx.redis.client.Redis redis;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    CountedBatches(Redis redis) {
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
        if (called.getName().equals("batch")) {
            return batch(proxy, arguments);
        }
        try {
            return called.invoke(redis, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** It is called with a handler, or answers a future. */
    @SuppressWarnings("unchecked")
    private Object batch(Object proxy, Object[] arguments) {
        var answer = count((List<Request>) arguments[0]);
        if (arguments.length == 1) {
            return answer;
        }
        answer.onComplete((Handler<AsyncResult<List<Response>>>) arguments[1]);
        return proxy;
    }

    private Future<List<Response>> count(List<Request> commands) {
        all.incrementAndGet();
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return redis.batch(commands).onComplete(_ -> underWay.decrementAndGet());
    }
}
