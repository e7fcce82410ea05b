package io.sluice.e2e.failpoint;

import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Puts a call of {@link Failpoint#hit} at the beginning of one method. */
final class Mine implements ClassFileTransformer {

    private static final ClassDesc FAILPOINT = ClassDesc.of("io.sluice.e2e.failpoint.Failpoint");

    private final Place place;

    Mine(Place place) {
        this.place = place;
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] classFile) {
        if (!place.type().equals(name)) {
            return null; // As it is.
        }
        try {
            var mined = mine(loader, classFile);
            Failpoint.arm(place.hit());
            System.out.println("armed " + place);
            return mined;
        } catch (RuntimeException | LinkageError e) {
            System.out.println("not armed: " + place + ": " + e); // The JVM would go on and say nothing.
            throw e;
        }
    }

    private byte[] mine(ClassLoader loader, byte[] classFile) {
        var types = ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofResourceParsing(loader));
        var format = ClassFile.of(ClassHierarchyResolverOption.of(types));
        return format.transformClass(
                format.parse(classFile),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(place.method()), new Entry()));
    }

    /** Adds the call before the method's own code. */
    private static final class Entry implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(FAILPOINT, "hit", MTD_void);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
