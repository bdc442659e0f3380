package nowrite.model;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import nowrite.model.change.Assembly;
import nowrite.model.client.MetadataClient;
import nowrite.model.kernel.DirectIo;
import nowrite.model.kernel.Fault;
import nowrite.model.kernel.FileSystem;
import nowrite.model.kernel.FuseAops;
import nowrite.model.kernel.FuseDev;
import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.FuseFops;
import nowrite.model.kernel.FuseHandle;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelCode;
import nowrite.model.kernel.PageWriteback;
import nowrite.model.kernel.Truncate;
import nowrite.model.kernel.Vmscan;
import nowrite.model.proposal.WithAlwaysRedirty;
import nowrite.model.proposal.WithC146024ec44c;
import nowrite.model.proposal.WithChainOnly;
import nowrite.model.proposal.WithDropRecordsError;
import nowrite.model.proposal.WithExtendKeepsCache;
import nowrite.model.proposal.WithMkwriteRetry;
import nowrite.model.proposal.WithNfsStyle;
import nowrite.model.proposal.WithOTruncNowrite;
import nowrite.model.proposal.WithOrdinaryWriteback;
import nowrite.model.proposal.WithOrdinaryWritebackPasses;
import nowrite.model.proposal.WithSkipOrWait;
import nowrite.model.proposal.WithUpdateOnly;
import nowrite.model.proposal.WithWaitInWritepage;
import nowrite.model.revert.WithDirtyBeforeMkwrite;
import nowrite.model.revert.WithDirtyBeforePte;
import nowrite.model.revert.WithEarlyUnlock;
import nowrite.model.revert.WithLegacyMemcg;
import nowrite.model.revert.WithMkwriteEnteredLocked;
import nowrite.model.revert.WithMkwriteEnteredLockedClient;
import nowrite.model.revert.WithPagecacheIsizeExtended;
import nowrite.model.revert.WithWritebackCache;
import nowrite.model.revert.Without035ff33cf4db;
import nowrite.model.revert.Without06a7c3c27814;
import nowrite.model.revert.Without2c4656dfd994;
import nowrite.model.revert.Without2fdbb8dd0155;
import nowrite.model.revert.Without3466958beb31;
import nowrite.model.revert.Without35d6fcbb7c3e;
import nowrite.model.revert.Without3634a6327815;
import nowrite.model.revert.Without41b6e41fc609;
import nowrite.model.revert.Without4a4ac4eba101;
import nowrite.model.revert.Without59bda8ecee2f;
import nowrite.model.revert.Without614c026e8a46;
import nowrite.model.revert.Without660585b56e63;
import nowrite.model.revert.Without69a6487ac0ea;
import nowrite.model.revert.Without6eaf4782eb09;
import nowrite.model.revert.Without72523425fb43;
import nowrite.model.revert.Without76224355db75;
import nowrite.model.revert.Without7658cc289288;
import nowrite.model.revert.Without76f9377cd2ab;
import nowrite.model.revert.Without8b284dc47291;
import nowrite.model.revert.Without9b46418c40fe;
import nowrite.model.revert.Without9de5be06d0a8;
import nowrite.model.revert.WithoutA2ebba824106;
import nowrite.model.revert.WithoutAc7f052b9e15;
import nowrite.model.revert.WithoutB24e7598db62;
import nowrite.model.revert.WithoutBde52788bdb7;
import nowrite.model.revert.WithoutBias;
import nowrite.model.revert.WithoutBucketChildHold;
import nowrite.model.revert.WithoutC146024ec44c;
import nowrite.model.revert.WithoutCca2437045dd;
import nowrite.model.revert.WithoutCe128de6260f;
import nowrite.model.revert.WithoutClientMappingCheck;
import nowrite.model.revert.WithoutConnectedCheck;
import nowrite.model.revert.WithoutCrop;
import nowrite.model.revert.WithoutD5880c7a8620;
import nowrite.model.revert.WithoutDecrementBeforeWake;
import nowrite.model.revert.WithoutDioDirtyAtCompletion;
import nowrite.model.revert.WithoutDioDirtyAtSubmit;
import nowrite.model.revert.WithoutDirtyLocked;
import nowrite.model.revert.WithoutE388164ea385;
import nowrite.model.revert.WithoutE4648309b85a;
import nowrite.model.revert.WithoutEa8cd33390fa;
import nowrite.model.revert.WithoutF7790d677853;
import nowrite.model.revert.WithoutF9a49aa302a0;
import nowrite.model.revert.WithoutFf17be086477;
import nowrite.model.revert.WithoutFlushAtRelease;
import nowrite.model.revert.WithoutFlushCheck;
import nowrite.model.revert.WithoutFsyncMutex;
import nowrite.model.revert.WithoutHandleReference;
import nowrite.model.revert.WithoutInvalidateAfterRelease;
import nowrite.model.revert.WithoutMappingCheck;
import nowrite.model.revert.WithoutMkclean;
import nowrite.model.revert.WithoutMkwriteWait;
import nowrite.model.revert.WithoutNowrite;
import nowrite.model.revert.WithoutReadpageWait;
import nowrite.model.revert.WithoutRelease;
import nowrite.model.revert.WithoutSizeBeforeRelease;
import nowrite.model.revert.WithoutSyncWrites;
import nowrite.model.revert.WithoutTrustedSize;
import nowrite.model.revert.WithoutVmaClose;
import nowrite.model.revert.WithoutWakeAtCompletion;
import nowrite.model.revert.WithoutWbWait;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;

/**
 * The factory of kernels: the generations, and the changes that take a guard out of one or add
 * something to it.
 *
 * <p>A change is one class for each component that it changes: a subclass with the functions that
 * it replaces. It works on every generation in which these functions are still those that it was
 * written against; where a later generation has other ones, the change may have another class, a
 * subclass of that generation's. A class of a later generation as a change means that the component
 * goes without it.
 */
public final class Kernels {
    private static final Map<String, List<Class<?>>> GENERATIONS =
            new TreeMap<>(KernelId::compareGenerations);

    /** The classes that stand in the place of FUSE's tables of operations on another client. */
    private static final Map<Client, Map<String, Class<?>>> CLIENTS =
            Map.of(
                    Client.FUSE,
                    Map.of("2.6.26", FuseAops.class),
                    Client.METADATA,
                    Map.of(
                            "2.6.26",
                            MetadataClient.class,
                            "2.6.30",
                            nowrite.model.v2_6_30.MetadataClient.class));

    /** By the names of the changes, {@code without crop}; of several, {@code without a with b}. */
    private static final Map<String, List<Class<?>>> CHANGES = new TreeMap<>();

    private static final Map<String, List<Class<?>>> COMPONENTS = new TreeMap<>();

    static {
        GENERATIONS.put(
                "2.6.26",
                List.of(
                        FuseDir.class,
                        FuseFile.class,
                        FuseDev.class,
                        FuseHandle.class,
                        Fault.class,
                        DirectIo.class,
                        PageWriteback.class,
                        Truncate.class,
                        Vmscan.class));
        GENERATIONS.put("2.6.30", List.of(nowrite.model.v2_6_30.Fault.class));
        change("without b827e496c893", nowrite.model.v2_6_30.Fault.class);
        change("without client-locked", nowrite.model.v2_6_30.MetadataClient.class);
        change("without client-mapping-check", WithoutClientMappingCheck.class);
        change("without dirty-locked", WithoutDirtyLocked.class);
        change("with dirty-before-mkwrite", WithDirtyBeforeMkwrite.class);
        change("with dirty-before-pte", WithDirtyBeforePte.class);
        change(
                "with mkwrite-entered-locked",
                WithMkwriteEnteredLocked.class,
                WithMkwriteEnteredLockedClient.class);
        change("with pagecache-isize-extended", WithPagecacheIsizeExtended.class);
        GENERATIONS.put(
                "3.13",
                List.of(
                        nowrite.model.v3_13.FuseFile.class,
                        nowrite.model.v3_13.FuseHandle.class,
                        nowrite.model.v3_13.PageWriteback.class));
        change("without 4a4ac4eba101", Without4a4ac4eba101.class);
        change("without 6eaf4782eb09", Without6eaf4782eb09.class);
        change("without 72523425fb43", Without72523425fb43.class);
        change("without 8b284dc47291", Without8b284dc47291.class);
        change("without 9de5be06d0a8", Without9de5be06d0a8.class);
        change("without cca2437045dd", WithoutCca2437045dd.class);
        change("without ce128de6260f", WithoutCe128de6260f.class);
        change("without d5880c7a8620", WithoutD5880c7a8620.class);
        change("without ff17be086477", WithoutFf17be086477.class);
        change("with always-redirty", WithAlwaysRedirty.class);
        change("with c146024ec44c", WithC146024ec44c.class);
        change("with chain-only", WithChainOnly.class);
        change("with mkwrite-retry", WithMkwriteRetry.class);
        change("with nfs-style", WithNfsStyle.class);
        change("with skip-or-wait", WithSkipOrWait.class);
        change("with update-only", WithUpdateOnly.class);
        change("with wait-in-writepage", WithWaitInWritepage.class);
        GENERATIONS.put(
                "3.15",
                List.of(
                        nowrite.model.v3_15.FuseFile.class,
                        nowrite.model.v3_15.FuseDir.class,
                        FuseFops.class));
        change("with writeback-cache", WithWritebackCache.class);
        change("without trusted-size", WithoutTrustedSize.class);
        change("without wb-wait", WithoutWbWait.class);
        change("without 06a7c3c27814", Without06a7c3c27814.class);
        change("without 3634a6327815", Without3634a6327815.class);
        change("without bde52788bdb7", WithoutBde52788bdb7.class);
        change("without ea8cd33390fa", WithoutEa8cd33390fa.class);
        GENERATIONS.put(
                "6.1",
                List.of(
                        nowrite.model.v6_1.FuseFile.class,
                        nowrite.model.v6_1.FuseDir.class,
                        nowrite.model.v6_1.FuseRanges.class,
                        nowrite.model.v6_1.FuseFops.class,
                        nowrite.model.v6_1.FuseHandle.class));
        change("with extend-keeps-cache", WithExtendKeepsCache.class);
        change("with drop-records-error", WithDropRecordsError.class);
        change("with o-trunc-nowrite", WithOTruncNowrite.class);
        change("without 2fdbb8dd0155", Without2fdbb8dd0155.class);
        change("without 660585b56e63", Without660585b56e63.class);
        change("without 69a6487ac0ea", Without69a6487ac0ea.class);
        change("without 41b6e41fc609", Without41b6e41fc609.class);
        change("without a2ebba824106", WithoutA2ebba824106.class);
        change("without f7790d677853", WithoutF7790d677853.class);
        change("without 76224355db75", Without76224355db75.class);
        change("without ac7f052b9e15", WithoutAc7f052b9e15.class);
        change("without flush-check", WithoutFlushCheck.class);
        change("without c146024ec44c", WithoutC146024ec44c.class);
        change("without e4648309b85a", WithoutE4648309b85a.class);
        change("without 035ff33cf4db", Without035ff33cf4db.class);
        change("without 2c4656dfd994", Without2c4656dfd994.class);
        change("without 3466958beb31", Without3466958beb31.class);
        change("without 35d6fcbb7c3e", Without35d6fcbb7c3e.class);
        change("without 59bda8ecee2f", Without59bda8ecee2f.class);
        change("without 614c026e8a46", Without614c026e8a46.class);
        change("without 9b46418c40fe", Without9b46418c40fe.class);
        change("without b24e7598db62", WithoutB24e7598db62.class);
        change("without e388164ea385", WithoutE388164ea385.class);
        change("without bucket-child-hold", WithoutBucketChildHold.class);
        GENERATIONS.put(
                "6.16",
                List.of(
                        nowrite.model.v6_16.FuseFile.class,
                        nowrite.model.v6_16.FuseDev.class,
                        nowrite.model.v6_16.Vmscan.class));
        change("with legacy-memcg", WithLegacyMemcg.class);
        GENERATIONS.put(
                "6.18",
                List.of(
                        nowrite.model.v6_18.FuseFile.class,
                        nowrite.model.v6_18.FuseHandle.class,
                        nowrite.model.v6_18.Vmscan.class));
        change("without 76f9377cd2ab", Without76f9377cd2ab.class);
        change("without f9a49aa302a0", WithoutF9a49aa302a0.class);
        change("with early-unlock", WithEarlyUnlock.class);
        change(
                "with ordinary-writeback",
                WithOrdinaryWriteback.class,
                WithOrdinaryWritebackPasses.class);
        change("without 7658cc289288", Without7658cc289288.class);
        change("without bias", WithoutBias.class);
        change("without connected-check", WithoutConnectedCheck.class);
        change("without crop", WithoutCrop.class);
        change("without decrement-before-wake", WithoutDecrementBeforeWake.class);
        change("without dio-dirty-at-completion", WithoutDioDirtyAtCompletion.class);
        change("without dio-dirty-at-submit", WithoutDioDirtyAtSubmit.class);
        change("without flush-at-release", WithoutFlushAtRelease.class);
        change("without fsync-mutex", WithoutFsyncMutex.class);
        change("without handle-reference", WithoutHandleReference.class);
        change("without invalidate-after-release", WithoutInvalidateAfterRelease.class);
        change("without mapping-check", WithoutMappingCheck.class);
        change("without mkclean", WithoutMkclean.class);
        change("without mkwrite-wait", WithoutMkwriteWait.class);
        change("without nowrite", WithoutNowrite.class);
        change("without readpage-wait", WithoutReadpageWait.class);
        change("without release", WithoutRelease.class);
        change("without size-before-release", WithoutSizeBeforeRelease.class);
        change("without sync-writes", WithoutSyncWrites.class);
        change("without vma-close", WithoutVmaClose.class);
        change("without wake-at-completion", WithoutWakeAtCompletion.class);
    }

    private Kernels() {}

    private static void change(String name, Class<?>... classes) {
        CHANGES.put(name, List.of(classes));
    }

    /** The classes that came with each generation, the oldest first. */
    public static Map<String, List<Class<?>>> generations() {
        return Collections.unmodifiableMap(GENERATIONS);
    }

    private static Assembly assembly(String generation, Client client) {
        List<Class<?>> classes = new ArrayList<>();
        List<Class<?>> later = new ArrayList<>();
        GENERATIONS.forEach(
                (name, added) -> {
                    List<Class<?>> into =
                            KernelId.compareGenerations(name, generation) <= 0 ? classes : later;
                    into.addAll(added);
                    Class<?> tables = CLIENTS.get(client).get(name);
                    if (tables != null) {
                        into.add(tables);
                    }
                });
        return new Assembly(classes, later);
    }

    /** The kernels that exist. */
    public static KernelCatalogue catalogue() {
        Map<String, Set<String>> changes = new TreeMap<>();
        for (String generation : GENERATIONS.keySet()) {
            Set<String> fitting = new TreeSet<>();
            for (Client client : Client.values()) {
                Assembly assembly = assembly(generation, client);
                CHANGES.forEach(
                        (name, classes) -> {
                            if (isOne(name) && assembly.fits(classes)) {
                                fitting.add(name);
                            }
                        });
            }
            changes.put(generation, fitting);
        }
        return new KernelCatalogue(changes, Set.of());
    }

    /** Whether a name is that of one change, not of classes for several. */
    private static boolean isOne(String name) {
        return name.split(" ").length == 2;
    }

    /**
     * Builds a kernel at the start of a scenario.
     *
     * @throws IllegalArgumentException if there is no such kernel, or two of its changes replace
     *     the same function
     */
    public static Kernel build(KernelId id, Scenario scenario, Seam seam) {
        return template(id, scenario).apply(seam);
    }

    /**
     * Builds a kernel at the start of a scenario, as often as it is asked: what does not depend on
     * the runtime is done once.
     *
     * @throws IllegalArgumentException if there is no such kernel, or two of its changes replace
     *     the same function
     */
    public static Function<Seam, Kernel> template(KernelId id, Scenario scenario) {
        checkOperations(id, scenario);
        return template(components(id, scenario.client()), scenario);
    }

    /**
     * Builds a kernel with patches that the catalogue does not know.
     *
     * @param ground the kernel under the patches
     * @param patches the classes of each patch, by its name, {@code with my-idea}; those that
     *     change a component which the scenario's file system does not have are left out
     * @throws IllegalArgumentException if there is no such kernel, a patch does not fit it, or two
     *     patches replace the same function
     */
    public static Function<Seam, Kernel> template(
            KernelId ground, Map<String, List<Class<?>>> patches, Scenario scenario) {
        checkOperations(ground, scenario);
        return template(patched(ground, patches, scenario.client()), scenario);
    }

    private static void checkOperations(KernelId id, Scenario scenario) {
        scenario.tooNewFor(id)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(why);
                        });
    }

    /**
     * The class of each component of a kernel with patches.
     *
     * @throws IllegalArgumentException if there is no such kernel, a patch does not fit it, or two
     *     patches replace the same function
     */
    public static List<Class<?>> patched(
            KernelId ground, Map<String, List<Class<?>>> patches, Client client) {
        catalogue().check(ground);
        Assembly assembly = assembly(ground.generation(), client);
        Map<String, List<Class<?>>> fitting = new TreeMap<>();
        patches.forEach(
                (name, classes) -> {
                    List<Class<?>> here = classes.stream().filter(assembly::hasComponent).toList();
                    if (!here.isEmpty() && !assembly.fits(here)) {
                        throw new IllegalArgumentException(
                                name
                                        + " does not fit "
                                        + ground.generation()
                                        + ": it was written for another generation");
                    }
                    if (!here.isEmpty()) {
                        fitting.put(name, here);
                    }
                });
        return List.copyOf(assembly.assemble(changes(ground), fitting));
    }

    private static Function<Seam, Kernel> template(List<Class<?>> components, Scenario scenario) {
        List<Constructor<?>> constructors =
                components.stream().<Constructor<?>>map(Kernels::constructor).toList();
        return seam -> {
            Kernel k = new Kernel(scenario, seam);
            for (Constructor<?> component : constructors) {
                install(k, make(component, k));
            }
            return k;
        };
    }

    /** The classes of a kernel; put together once, for some engines build a kernel every run. */
    private static synchronized List<Class<?>> components(KernelId id, Client client) {
        return COMPONENTS.computeIfAbsent(
                client + " " + id,
                name -> {
                    catalogue().check(id);
                    return List.copyOf(assembly(id.generation(), client).assemble(changes(id)));
                });
    }

    /** The classes of a kernel's changes; where some are for several changes, only these. */
    private static Map<String, List<Class<?>>> changes(KernelId id) {
        Map<String, List<Class<?>>> classes = new LinkedHashMap<>();
        id.changes().forEach(change -> classes.put(change, CHANGES.get(change)));
        for (Map.Entry<String, List<Class<?>>> several : CHANGES.entrySet()) {
            List<String> names = KernelId.parse(id.generation() + " " + several.getKey()).changes();
            if (names.size() > 1 && classes.keySet().containsAll(names)) {
                names.forEach(classes::remove);
                classes.put(several.getKey(), several.getValue());
            }
        }
        return classes;
    }

    private static Constructor<?> constructor(Class<?> component) {
        try {
            return component.getConstructor(Kernel.class);
        } catch (NoSuchMethodException | LinkageError e) {
            throw cannotBeMade(component, e);
        }
    }

    private static KernelCode make(Constructor<?> component, Kernel k) {
        try {
            return (KernelCode) component.newInstance(k);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw cannotBeMade(component.getDeclaringClass(), e);
        }
    }

    private static IllegalStateException cannotBeMade(Class<?> component, Throwable why) {
        return new IllegalStateException(
                component.getName() + " cannot be made: it needs a public constructor (Kernel)",
                why);
    }

    private static void install(Kernel k, KernelCode component) {
        if (component instanceof FuseDir dir) {
            k.fuseDir = dir;
        } else if (component instanceof FuseFile file) {
            k.fuseFile = file;
        } else if (component instanceof FuseDev dev) {
            k.fuseDev = dev;
        } else if (component instanceof Fault fault) {
            k.fault = fault;
        } else if (component instanceof PageWriteback writeback) {
            k.pageWriteback = writeback;
        } else if (component instanceof Truncate truncate) {
            k.truncate = truncate;
        } else if (component instanceof FuseFops fops) {
            k.fuseFops = fops;
        } else if (component instanceof FuseHandle handle) {
            k.fuseHandle = handle;
        } else if (component instanceof DirectIo directIo) {
            k.directIo = directIo;
        } else if (component instanceof Vmscan vmscan) {
            k.vmscan = vmscan;
        } else if (component instanceof FileSystem fs) {
            k.fs = fs;
        } else {
            throw new IllegalStateException("no place for " + component.getClass());
        }
    }
}
