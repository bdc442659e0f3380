package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.KernelId;

/**
 * The functions that a diff touches, as a kernel of the model has them.
 *
 * @param kernel the kernel
 * @param modelled the function of the model for each touched one, in the order of the diff
 * @param missing what the model does not have
 */
public record DiffMatch(
        KernelId kernel,
        Map<UnifiedDiff.Touched, String> modelled,
        List<UnifiedDiff.Touched> missing) {

    /** Names that other kernels have for what a function of the model does. */
    private static final Map<String, String> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("wp_page_shared", "do_wp_page"),
                    Map.entry("finish_mkwrite_fault", "do_wp_page"),
                    Map.entry("do_shared_fault", "__do_fault"),
                    Map.entry("fault_dirty_shared_page", "__do_fault"),
                    Map.entry("finish_fault", "__do_fault"),
                    Map.entry("filemap_dirty_folio", "__set_page_dirty_nobuffers"),
                    Map.entry("folio_mkclean", "page_mkclean"),
                    Map.entry("folio_clear_dirty_for_io", "clear_page_dirty_for_io"),
                    Map.entry("folio_end_writeback", "end_page_writeback"),
                    Map.entry("folio_wait_writeback", "wait_on_page_writeback"),
                    Map.entry("shrink_folio_list", "shrink_page_list"),
                    Map.entry("truncate_inode_pages_range", "truncate_inode_pages"),
                    Map.entry("invalidate_inode_pages2_range", "invalidate_inode_pages2"),
                    Map.entry("generic_file_write_iter", "generic_file_aio_write"),
                    Map.entry("generic_perform_write", "fuse_buffered_write"),
                    Map.entry("fuse_perform_write", "fuse_buffered_write"),
                    Map.entry("fuse_read_folio", "fuse_readpage"),
                    Map.entry("fuse_do_readpage", "fuse_readpage"),
                    Map.entry("fuse_launder_folio", "fuse_launder_page"),
                    Map.entry("fuse_folio_is_writeback", "fuse_page_is_writeback"),
                    Map.entry("fuse_range_is_writeback", "fuse_page_is_writeback"),
                    Map.entry("fuse_wait_on_folio_writeback", "fuse_wait_on_page_writeback"),
                    Map.entry("fuse_fsync_common", "fuse_fsync"),
                    Map.entry("fuse_dev_do_read", "fuse_dev_read"),
                    Map.entry("fuse_request_end", "request_end"),
                    Map.entry("fuse_request_send", "request_send"),
                    Map.entry("__fuse_request_send", "request_send"),
                    Map.entry(
                            "fuse_request_send_background_locked",
                            "request_send_background_locked"));

    /** Where a function that the user names is from. */
    private static final String NAMED = "named with --function";

    /** Looks the functions of a diff up in a kernel. */
    static DiffMatch of(UnifiedDiff diff, KernelId kernel) {
        return of(diff, kernel, List.of());
    }

    /**
     * Looks the functions of a diff up in a kernel.
     *
     * @param named functions that it touches though it does not show their names
     */
    public static DiffMatch of(UnifiedDiff diff, KernelId kernel, List<String> named) {
        Set<String> known = new TreeSet<>();
        PatchableFunction.of(kernel).forEach(one -> known.add(one.kernel().name()));
        Map<UnifiedDiff.Touched, String> modelled = new LinkedHashMap<>();
        List<UnifiedDiff.Touched> missing = new ArrayList<>();
        List<UnifiedDiff.Touched> touched = new ArrayList<>(diff.touched());
        named.forEach(name -> touched.add(new UnifiedDiff.Touched(NAMED, name)));
        for (UnifiedDiff.Touched one : touched) {
            inModel(one.name(), known)
                    .ifPresentOrElse(name -> modelled.put(one, name), () -> missing.add(one));
        }
        return new DiffMatch(kernel, modelled, missing);
    }

    private static Optional<String> inModel(String name, Set<String> known) {
        return Optional.of(known.contains(name) ? name : OTHER_NAMES.getOrDefault(name, ""))
                .filter(known::contains);
    }

    /** The kernel that has most of the functions; of several the newest. */
    public static DiffMatch best(UnifiedDiff diff, List<KernelId> kernels, List<String> named) {
        return kernels.stream()
                .map(kernel -> of(diff, kernel, named))
                .max(
                        Comparator.comparingInt((DiffMatch one) -> one.modelled().size())
                                .thenComparing(
                                        one -> one.kernel().generation(),
                                        KernelId::compareGenerations))
                .orElseThrow();
    }

    /** The functions of the model, each once. */
    public List<String> functions() {
        return modelled.values().stream().distinct().toList();
    }
}
