package nowrite.stress.kernel.client;

import java.lang.reflect.Field;
import java.nio.MappedByteBuffer;

/** munmap(2) at a moment of our choice, which the JDK does only when it collects garbage. */
final class Unmapping {

    private Unmapping() {}

    /**
     * Unmaps. Whoever touches the buffer afterwards ends the process.
     *
     * @throws IllegalStateException if this JDK does not let us
     */
    static void unmap(MappedByteBuffer map) {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("invokeCleaner", java.nio.ByteBuffer.class).invoke(field.get(null), map);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK does not let a mapping go", e);
        }
    }
}
