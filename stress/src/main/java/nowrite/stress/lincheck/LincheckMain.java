package nowrite.stress.lincheck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import nowrite.model.Kernels;
import nowrite.model.kernel.Kernel;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.file.Call;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * The child JVM: asks Lincheck one {@link Question}, after the canary. What it says is lines of
 * standard output: {@code at N} while it runs, {@code canary WHY} if it refuses, then {@code answer
 * WORD PROPERTY SCHEDULES} and for a counterexample a line {@code step CONTEXT BEGIN END LABEL} for
 * each step. A question about users of a file is {@code file PROGRAM KERNEL POINTS INVOCATIONS
 * ITERATIONS SECONDS OUTPUT}; its counterexample has a line {@code call BEGIN END CALL} for each
 * call.
 */
public final class LincheckMain {
    /** Where the threads of a schedule begin; tells how far the search is. */
    private static final class Counter implements OneSchedule.Bookkeeper {
        private final PrintStream out;
        private final long deadline;
        private Watch last;
        private Watch failed;
        private long schedules;
        private long told;

        Counter(PrintStream out, long deadline) {
            this.out = out;
            this.deadline = deadline;
        }

        @Override
        public void begins(Watch watch) {
            keepFailed();
            long now = System.nanoTime();
            if (now > deadline && failed == null) {
                throw new TimeUp();
            }
            if (failed == null) {
                schedules++;
            }
            last = watch;
            if (failed == null && now - told > 500_000_000L) {
                told = now;
                out.println("at " + schedules);
            }
        }

        /**
         * The schedule before was the one that failed, if it did not come to its end: Lincheck runs
         * it again and again then, for its own trace.
         */
        private Watch keepFailed() {
            if (failed == null && last != null && (last.violated() != null || !last.isOver())) {
                failed = last;
            }
            return failed;
        }
    }

    private final PrintStream out;
    private final Question question;

    private LincheckMain(PrintStream out, Question question) {
        this.out = out;
        this.question = question;
    }

    /** Asks; the exit code says only whether there is an answer. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        String missed = Canary.missed(Canary.LINCHECK);
        if (!missed.isEmpty()) {
            out.println("canary " + missed);
            out.flush();
            System.exit(ExitCode.UNAVAILABLE);
        }
        if (args[0].equals("file")) {
            askFile(out, args);
        } else {
            new LincheckMain(out, Question.of(args)).ask();
        }
        out.flush();
        System.exit(ExitCode.OK);
    }

    private static void askFile(PrintStream out, String[] args) throws IOException {
        long nanos = Integer.parseInt(args[6]) * 1_000_000_000L;
        Counter counter = new Counter(out, System.nanoTime() + nanos);
        for (int iteration = 0; iteration < Integer.parseInt(args[5]); iteration++) {
            FileSchedule body =
                    new FileSchedule(
                            new FileProgram(args[1]),
                            KernelId.parse(args[2]),
                            args[3].equals("2"),
                            iteration,
                            counter);
            try {
                Lincheck.runConcurrentTest(Integer.parseInt(args[4]), body);
            } catch (LincheckAssertionError e) {
                String message = String.valueOf(e.getMessage());
                Files.writeString(Path.of(args[7]), message, StandardCharsets.UTF_8);
                String kind =
                        message.contains(TimeUp.class.getName())
                                ? "time"
                                : body.failed().isEmpty() ? "broken" : "violated";
                out.println("answer " + kind + " - " + counter.schedules);
                for (Call call : body.failed()) {
                    out.println("call " + call.begin() + " " + call.end() + " " + call);
                }
                return;
            }
        }
        out.println("answer passed - " + counter.schedules);
    }

    private void ask() throws IOException {
        Scenario scenario =
                new ScenarioParser(question.scenarios(), Kernels.catalogue())
                        .parse(question.file());
        Counter counter = new Counter(out, System.nanoTime() + question.seconds() * 1_000_000_000L);
        for (int iteration = 0; iteration < question.iterations(); iteration++) {
            OneSchedule body =
                    new OneSchedule(
                            scenario,
                            question.kernel(),
                            mutation(question.mutant()),
                            question.mask(),
                            iteration,
                            counter);
            try {
                Lincheck.runConcurrentTest(question.invocations(), body);
            } catch (LincheckAssertionError e) {
                failed(counter, String.valueOf(e.getMessage()));
                return;
            }
        }
        out.println("answer passed - " + counter.schedules);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Kernel> mutation(String mutant) {
        if (mutant.equals(Question.NONE)) {
            return kernel -> {};
        }
        int at = mutant.indexOf('=');
        try {
            if (at >= 0) {
                return (Consumer<Kernel>)
                        Class.forName(mutant.substring(0, at))
                                .getConstructor(String.class)
                                .newInstance(mutant.substring(at + 1));
            }
            return (Consumer<Kernel>) Class.forName(mutant).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is no mutant " + mutant, e);
        }
    }

    private void failed(Counter counter, String message) throws IOException {
        Files.writeString(question.output(), message, StandardCharsets.UTF_8);
        String first = message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        Watch failed = counter.keepFailed();
        String kind = "broken";
        String property = "-";
        if (message.contains(TimeUp.class.getName())) {
            kind = "time";
        } else if (failed != null && failed.violated() != null) {
            kind = "violated";
            property = failed.violated().name();
        } else if (failed != null && first.contains("hung")) {
            kind = "hung";
            property = Property.P8.name();
        }
        out.println("answer " + kind + " " + property + " " + counter.schedules);
        if (kind.equals("violated") || kind.equals("hung")) {
            for (Watch.Taken step : failed.taken()) {
                out.println(
                        "step "
                                + step.context
                                + " "
                                + step.begin
                                + " "
                                + step.end
                                + " "
                                + step.label);
            }
        }
    }
}
