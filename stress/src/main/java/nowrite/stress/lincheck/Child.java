package nowrite.stress.lincheck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import nowrite.spec.tlc.TlcProcess;
import nowrite.stress.explore.Expressed;

/** Runs one {@link Question} in a JVM of its own. */
final class Child {
    /** How a search ended. */
    enum Kind {
        /** All schedules asked for were run, and nothing was found. */
        PASSED,
        /** The time was over. */
        TIME,
        /** A property is violated. */
        VIOLATED,
        /** Nothing could move any more. */
        HUNG,
        /** Lincheck does not see on this JDK, and refuses. */
        REFUSED,
        /** The child broke; nothing is known. */
        FAILED
    }

    /**
     * What came out.
     *
     * @param kind how it ended
     * @param property the violated property, {@code -} if none
     * @param schedules how many schedules were run, the violating one included
     * @param steps the steps of the violating schedule
     * @param message why it refused or failed; of a file the history that no POSIX file does, with
     *     the times of call and return; else empty
     */
    record Answer(
            Kind kind,
            String property,
            long schedules,
            List<Expressed.Taken> steps,
            String message) {
        /** Copies the list. */
        Answer {
            steps = List.copyOf(steps);
        }
    }

    private static final int HEAP_MEGABYTES = 1024;
    private static final int START_SECONDS = 60;

    private final Path jdk;
    private final String classPath;

    /**
     * A child.
     *
     * @param jdk the JDK that it runs on
     * @param classPath its class path
     */
    Child(Path jdk, String classPath) {
        this.jdk = jdk;
        this.classPath = classPath;
    }

    /** The feature version of its JDK; 0 if its release file has none. */
    int jdkVersion() {
        return Jdks.version(jdk);
    }

    /** Asks; the child is killed when its time is long over or this thread is interrupted. */
    Answer ask(Question question, LongConsumer progress) throws InterruptedException {
        return run(question.arguments(), question.output(), question.seconds(), progress);
    }

    /**
     * Asks whether what the users of a file see is what a POSIX file does; the answer's message is
     * the history that is not.
     */
    Answer ask(
            FileQuestion question, int invocations, int seconds, Path said, LongConsumer progress)
            throws InterruptedException {
        List<String> arguments =
                List.of(
                        "file",
                        question.program(),
                        question.kernel().toString(),
                        String.valueOf(question.points()),
                        String.valueOf(invocations),
                        "1",
                        String.valueOf(seconds),
                        said.toString());
        return run(arguments, said, seconds, progress);
    }

    private Answer run(List<String> arguments, Path said, int seconds, LongConsumer progress)
            throws InterruptedException {
        Reader reader = new Reader(progress);
        Path errors = said.resolveSibling(said.getFileName() + ".err");
        Path output = said.resolveSibling(said.getFileName() + ".out");
        try {
            Files.createDirectories(said.toAbsolutePath().getParent());
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            command(arguments),
                            Path.of("").toAbsolutePath(),
                            output,
                            errors,
                            Duration.ofSeconds(START_SECONDS + 2L * seconds),
                            reader::line);
            Answer answer = reader.answer(ended, errors);
            if (answer.kind() != Kind.FAILED) {
                Files.deleteIfExists(errors);
                Files.deleteIfExists(output);
            }
            return answer;
        } catch (IOException e) {
            return failed("the child could not be run: " + e.getMessage());
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.add("-Xmx" + HEAP_MEGABYTES + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xshare:auto");
        command.add("-cp");
        command.add(classPath);
        command.add(LincheckMain.class.getName());
        command.addAll(arguments);
        return command;
    }

    /** The last line of what it said that is no frame of a stack; the file may soon be gone. */
    private static String lastWords(Path errors) {
        try {
            return new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.matches("\\s+(at |\\.\\.\\. ).*"))
                    .reduce((first, second) -> second)
                    .map(line -> "; the last that it said: " + line.strip())
                    .orElse("; it said nothing");
        } catch (IOException e) {
            return "; what it said cannot be read: " + e.getMessage();
        }
    }

    private static Answer failed(String why) {
        return new Answer(Kind.FAILED, "-", 0, List.of(), why);
    }

    /** Reads what the child says. */
    private static final class Reader {
        private final LongConsumer progress;
        private final List<Expressed.Taken> steps = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private String canary = "";
        private String[] answer = new String[0];

        Reader(LongConsumer progress) {
            this.progress = progress;
        }

        void line(String line) {
            String[] words = line.split(" ", 5);
            switch (words[0]) {
                case "at" -> progress.accept(Long.parseLong(words[1]));
                case "canary" -> canary = line.substring("canary ".length());
                case "answer" -> answer = words;
                case "call" -> calls.add(line.substring("call ".length()));
                case "step" ->
                        steps.add(
                                new Expressed.Taken(
                                        Integer.parseInt(words[1]),
                                        words[4],
                                        Integer.parseInt(words[2]),
                                        Integer.parseInt(words[3])));
                default -> {
                    // What Lincheck itself prints.
                }
            }
        }

        Answer answer(TlcProcess.Ended ended, Path errors) {
            if (!canary.isEmpty()) {
                return new Answer(Kind.REFUSED, "-", 0, List.of(), canary);
            }
            if (ended.timedOut()) {
                return failed("the child did not end long after its time, and was killed");
            }
            if (ended.exitCode() != 0 || answer.length < 4) {
                return failed(
                        "the child ended with exit code "
                                + ended.exitCode()
                                + " and without an answer"
                                + lastWords(errors));
            }
            Kind kind =
                    switch (answer[1]) {
                        case "passed" -> Kind.PASSED;
                        case "time" -> Kind.TIME;
                        case "violated" -> Kind.VIOLATED;
                        case "hung" -> Kind.HUNG;
                        default -> Kind.FAILED;
                    };
            String why =
                    kind == Kind.FAILED
                            ? "Lincheck found an error that is none of the model's properties"
                            : String.join("; ", calls);
            return new Answer(kind, answer[2], Long.parseLong(answer[3]), steps, why);
        }
    }
}
