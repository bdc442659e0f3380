package nowrite.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import nowrite.model.kernel.DirectIo;
import nowrite.model.kernel.Fault;
import nowrite.model.kernel.FuseDev;
import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.FuseHandle;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.model.kernel.PageWriteback;
import nowrite.model.kernel.Truncate;
import nowrite.model.kernel.Vmscan;
import nowrite.model.revert.WithoutBias;
import nowrite.model.revert.WithoutCrop;
import nowrite.model.revert.WithoutDecrementBeforeWake;
import nowrite.model.revert.WithoutDioDirtyAtCompletion;
import nowrite.model.revert.WithoutDioDirtyAtSubmit;
import nowrite.model.revert.WithoutFlushAtRelease;
import nowrite.model.revert.WithoutFsyncMutex;
import nowrite.model.revert.WithoutHandleReference;
import nowrite.model.revert.WithoutInvalidateAfterRelease;
import nowrite.model.revert.WithoutMkclean;
import nowrite.model.revert.WithoutMkwriteWait;
import nowrite.model.revert.WithoutNowrite;
import nowrite.model.revert.WithoutReadpageWait;
import nowrite.model.revert.WithoutRelease;
import nowrite.model.revert.WithoutSizeBeforeRelease;
import nowrite.model.revert.WithoutSyncWrites;
import nowrite.model.revert.WithoutVmaClose;
import nowrite.model.revert.WithoutWakeAtCompletion;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;

/**
 * The factory of kernels: the generations, and the reverts that take a guard out of one. A revert
 * replaces one component; two reverts of the same component cannot be combined yet.
 */
public final class Kernels {
    private static final String GENERATION = "2.6.26";
    private static final Map<String, Function<Kernel, KernelCode>> REVERTS = new TreeMap<>();

    static {
        REVERTS.put("bias", WithoutBias::new);
        REVERTS.put("crop", WithoutCrop::new);
        REVERTS.put("decrement-before-wake", WithoutDecrementBeforeWake::new);
        REVERTS.put("dio-dirty-at-completion", WithoutDioDirtyAtCompletion::new);
        REVERTS.put("dio-dirty-at-submit", WithoutDioDirtyAtSubmit::new);
        REVERTS.put("flush-at-release", WithoutFlushAtRelease::new);
        REVERTS.put("fsync-mutex", WithoutFsyncMutex::new);
        REVERTS.put("invalidate-after-release", WithoutInvalidateAfterRelease::new);
        REVERTS.put("mkclean", WithoutMkclean::new);
        REVERTS.put("mkwrite-wait", WithoutMkwriteWait::new);
        REVERTS.put("nowrite", WithoutNowrite::new);
        REVERTS.put("release", WithoutRelease::new);
        REVERTS.put("size-before-release", WithoutSizeBeforeRelease::new);
        REVERTS.put("sync-writes", WithoutSyncWrites::new);
        REVERTS.put("handle-reference", WithoutHandleReference::new);
        REVERTS.put("readpage-wait", WithoutReadpageWait::new);
        REVERTS.put("vma-close", WithoutVmaClose::new);
        REVERTS.put("wake-at-completion", WithoutWakeAtCompletion::new);
    }

    private Kernels() {}

    /** The kernels that exist. */
    public static KernelCatalogue catalogue() {
        return new KernelCatalogue(java.util.Set.of(GENERATION), REVERTS.keySet());
    }

    /**
     * Builds a kernel at the start of a scenario.
     *
     * @throws IllegalArgumentException if there is no such kernel, or two of its reverts replace
     *     the same component
     */
    public static Kernel build(KernelId id, Scenario scenario, Seam seam) {
        catalogue().check(id);
        Kernel k = new Kernel(scenario, seam);
        k.fault = new Fault(k);
        k.pageWriteback = new PageWriteback(k);
        k.truncate = new Truncate(k);
        k.vmscan = new Vmscan(k);
        k.directIo = new DirectIo(k);
        k.fuseHandle = new FuseHandle(k);
        k.fuseFile = new FuseFile(k);
        k.fuseDir = new FuseDir(k);
        k.fuseDev = new FuseDev(k);
        Map<Class<?>, String> replaced = new java.util.HashMap<>();
        for (String revert : id.without()) {
            KernelCode component = REVERTS.get(revert).apply(k);
            String other = replaced.put(component.getClass().getSuperclass(), revert);
            if (other != null) {
                throw new IllegalArgumentException(
                        "'"
                                + other
                                + "' and '"
                                + revert
                                + "' both replace a part of "
                                + component.getClass().getSuperclass().getSimpleName()
                                + "; they cannot be combined yet");
            }
            install(k, component);
        }
        return k;
    }

    private static void install(Kernel k, KernelCode component) {
        if (component instanceof FuseDir dir) {
            k.fuseDir = dir;
        } else if (component instanceof FuseFile file) {
            k.fuseFile = file;
        } else if (component instanceof PageWriteback writeback) {
            k.pageWriteback = writeback;
        } else if (component instanceof FuseHandle handle) {
            k.fuseHandle = handle;
        } else if (component instanceof DirectIo directIo) {
            k.directIo = directIo;
        } else {
            throw new IllegalStateException("no place for " + component.getClass());
        }
    }
}
