package nowrite.stress.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nowrite.model.Machine;
import nowrite.spec.KernelId;
import nowrite.spec.file.Call;
import nowrite.spec.file.Linearization;
import nowrite.spec.file.PosixFile;
import nowrite.spec.scenario.Op;

/** Users of a file, run once with threads; then the history is held against a POSIX file. */
final class FileSchedule implements Runnable {
    private final FileProgram program;
    private final KernelId kernel;
    private final boolean twoPoints;
    private final int iteration;
    private final OneSchedule.Bookkeeper keeper;
    private List<Call> failed = List.of();

    FileSchedule(
            FileProgram program,
            KernelId kernel,
            boolean twoPoints,
            int iteration,
            OneSchedule.Bookkeeper keeper) {
        this.program = program;
        this.kernel = kernel;
        this.twoPoints = twoPoints;
        this.iteration = iteration;
        this.keeper = keeper;
    }

    /** The history that no POSIX file does; empty if there was none. */
    List<Call> failed() {
        return failed;
    }

    private static final class User extends OneSchedule.Contexts {
        private final FileProgram.Program program;
        private final UserReads reads;
        private final List<Call> history;
        private final int context;

        User(
                OneSchedule.Parts parts,
                FileProgram.Program program,
                List<Call> history,
                int context) {
            super(parts, program.task());
            this.program = program;
            this.reads = new UserReads(parts.machine().kernel(), content -> named(parts, content));
            this.history = history;
            this.context = context;
        }

        private static String named(OneSchedule.Parts parts, int content) {
            Unwatched.enter();
            try {
                return parts.machine().kernel().scenario.contentName(content);
            } finally {
                Unwatched.leave();
            }
        }

        @Override
        void work() {
            become(context);
            for (int i = 0; i < program.deeds().size(); i++) {
                FileProgram.Deed deed = program.deeds().get(i);
                int begin = parts.watch().tick();
                String result = run(deed);
                keep(deed, result, begin);
            }
            parts.watch().ends(context);
        }

        private void keep(FileProgram.Deed deed, String result, int begin) {
            Unwatched.enter();
            try {
                if (deed.kind() != null) {
                    String value =
                            deed.operation() < 0
                                    ? ""
                                    : program.task() + "." + (deed.operation() + 1);
                    history.add(
                            new Call(
                                    program.task(),
                                    deed.kind(),
                                    deed.half(),
                                    value,
                                    result,
                                    begin,
                                    parts.watch().tick()));
                }
            } finally {
                Unwatched.leave();
            }
        }

        private String run(FileProgram.Deed deed) {
            if (deed.kind() == Call.Kind.LOAD) {
                return reads.load(context, deed.half());
            }
            if (deed.kind() == Call.Kind.READ) {
                return reads.read(deed.half());
            }
            if (deed.kind() == Call.Kind.DURABLE) {
                return reads.durable(deed.half());
            }
            Machine machine = parts.machine();
            if (deed.kind() == Call.Kind.STORE) {
                Op op =
                        machine.kernel()
                                .scenario
                                .tasks()
                                .get(context - 1)
                                .ops()
                                .get(deed.operation());
                return machine.kernel().fault.store(op) ? Call.OK : Call.SIGBUS;
            }
            machine.run(context, deed.operation());
            return Call.OK;
        }
    }

    @Override
    public void run() {
        OneSchedule.Parts parts;
        List<Call> history;
        Unwatched.enter();
        try {
            parts = OneSchedule.Parts.of(program.scenario(), kernel, k -> {}, 0, iteration, keeper);
            history = new ArrayList<>();
        } finally {
            Unwatched.leave();
        }
        int tasks = program.programs().size();
        Thread[] threads = new Thread[tasks + program.scenario().daemonThreads()];
        for (int t = tasks; t < threads.length; t++) {
            threads[t] = OneSchedule.daemon(parts, tasks, t - tasks + 1);
            threads[t].start();
        }
        for (int t = 0; t < tasks; t++) {
            FileProgram.Program one = program.programs().get(t);
            threads[t] = new User(parts, one, history, t + 1);
        }
        for (int t = 0; t < tasks; t++) {
            threads[(t + iteration) % tasks].start();
        }
        for (int t = 0; t < threads.length; t++) {
            if (t == tasks) {
                parts.claim().close();
            }
            OneSchedule.join(threads[t]);
        }
        parts.watch().over();
        judge(history);
    }

    private void judge(List<Call> history) {
        Unwatched.enter();
        try {
            PosixFile start = PosixFile.of(program.halves(), program.size(), "init");
            Optional<List<String>> order = Linearization.of(start, history, twoPoints);
            if (order.isEmpty()) {
                if (failed.isEmpty()) {
                    failed = List.copyOf(history);
                }
                throw new AssertionError("not linearizable");
            }
        } finally {
            Unwatched.leave();
        }
    }
}
