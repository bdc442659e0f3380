package nowrite.stress.patch.measure;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;

/** The components of a kernel, in which a patch may have fields. */
public final class Components {

    private Components() {}

    /** All that are there, in the order of {@link Kernel}. */
    public static List<KernelCode> of(Kernel k) {
        List<KernelCode> components = new ArrayList<>();
        for (Field field : Kernel.class.getFields()) {
            try {
                if (field.get(k) instanceof KernelCode component) {
                    components.add(component);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " cannot be read", e);
            }
        }
        return components;
    }
}
