package nowrite.stress.explore.state;

import java.lang.invoke.MethodHandles;

/**
 * Gives access to the model's fields. A model that was loaded by a class loader of its own needs a
 * copy of this class there: only code of the same loader may look inside.
 */
public final class Insider {

    private Insider() {}

    /** Full access to the classes of this class's loader. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }

    /** Full access to the classes of another class's loader. */
    static MethodHandles.Lookup lookup(Class<?> there) throws ReflectiveOperationException {
        Class<?> insider = Class.forName(Insider.class.getName(), true, there.getClassLoader());
        return (MethodHandles.Lookup) insider.getMethod("lookup").invoke(null);
    }
}
