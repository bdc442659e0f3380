package nowrite.stress.selftest.bytecode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.ModelMaker;
import nowrite.stress.explore.state.Insider;
import nowrite.stress.explore.step.Explorable;

/**
 * Loads the model once more, some of its classes changed, beside the one that is there. The seam
 * and the explorer are shared, so they stay compiled.
 */
final class ModelLoader extends ClassLoader implements ModelMaker {
    private static final String MODEL = "nowrite.stress.explore.MachineModel";

    private static final String CLASS = ".class";

    private final Map<String, byte[]> changed;

    /** A loader with some classes, by internal name, in place of those that are there. */
    ModelLoader(Map<String, byte[]> changed) {
        super(ModelLoader.class.getClassLoader());
        this.changed = changed;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own =
                name.startsWith("nowrite.model.") && !name.startsWith("nowrite.model.seam.")
                        || name.equals(MODEL)
                        || name.equals(Insider.class.getName())
                        || name.equals(Fuel.class.getName())
                        || name.equals(Probe.class.getName());
        if (!own) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            String internal = name.replace('.', '/');
            byte[] bytes = changed.get(internal);
            if (bytes == null) {
                bytes = ModelClasses.bytes(internal);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** A change that is put on another class is read as a resource; it must be the changed one. */
    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = name.endsWith(CLASS) ? changed.get(withoutClass(name)) : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private static String withoutClass(String name) {
        return name.substring(0, name.length() - CLASS.length());
    }

    @Override
    public Explorable make(Scenario scenario, KernelId kernel, Seam seam) {
        try {
            Constructor<?> constructor =
                    loadClass(MODEL)
                            .getDeclaredConstructor(Scenario.class, KernelId.class, Seam.class);
            constructor.setAccessible(true);
            return (Explorable) constructor.newInstance(scenario, kernel, seam);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw new IllegalStateException("the model cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the model cannot be loaded", e);
        }
    }
}
