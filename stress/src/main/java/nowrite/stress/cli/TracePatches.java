package nowrite.stress.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.patch.PatchFolder;
import nowrite.stress.patch.PatchHash;
import nowrite.stress.patch.PatchedTraces;

/** The patches of the kernel that a trace is of: named by the user, or those of its report. */
final class TracePatches {

    private TracePatches() {}

    /**
     * The patches that a replay needs; empty if the trace is of a kernel of the catalogue.
     *
     * @param named folders that the user named
     */
    static Optional<PatchedTraces> of(Workplace place, Trace trace, Path file, List<Path> named) {
        KernelId kernel = KernelId.parse(trace.kernel());
        List<String> unknown = new ArrayList<>(kernel.with());
        unknown.removeAll(place.catalogue().additions());
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        List<PatchFolder> patches = new ArrayList<>(read(named));
        if (patches.isEmpty()) {
            PatchedTraces.patchOf(file).ifPresent(patches::add);
        }
        List<String> names = patches.stream().map(PatchFolder::name).toList();
        if (!names.containsAll(unknown)) {
            throw new UsageException(
                    file
                            + " is of "
                            + kernel
                            + "; name the folder of the patch '"
                            + unknown.get(0)
                            + "' with --patch FOLDER");
        }
        List<String> changes = new ArrayList<>(kernel.changes());
        patches.forEach(one -> changes.remove("with " + one.name()));
        changes.removeAll(patches.get(0).on().changes());
        return Optional.of(new PatchedTraces(place.checkout(), patches, changes));
    }

    /** In words that the patch of a trace's report has changed since; empty if it has not. */
    static Optional<String> changed(Path trace, List<Path> named) {
        Optional<PatchFolder> patch =
                named.isEmpty()
                        ? PatchedTraces.patchOf(trace)
                        : Optional.of(PatchFolder.read(named.get(0)));
        List<String> changed = patch.map(one -> PatchHash.changed(trace, one)).orElse(List.of());
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the patch is not the one that the trace is of ("
                                + String.join(", ", changed)
                                + " changed since)");
    }

    /** The patches in folders. */
    static List<PatchFolder> read(List<Path> folders) {
        return folders.stream().map(PatchFolder::read).toList();
    }
}
