package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A gate where one method always fails for one pool.
 *
 * @param method of {@link Gate}, whose first argument says the pool
 */
record BadGate(Gate good, String method, long pool) implements InvocationHandler {

    Gate gate() {
        return (Gate) Proxy.newProxyInstance(Gate.class.getClassLoader(), new Class<?>[] {Gate.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] arguments) throws Throwable {
        if (called.getName().equals(method) && poolOf(arguments[0]) == pool) {
            return Uni.createFrom().failure(new IllegalStateException(method + " of " + pool));
        }
        try {
            return called.invoke(good, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static long poolOf(Object argument) {
        return argument instanceof Snapshot snapshot ? snapshot.pool() : (long) argument;
    }
}
