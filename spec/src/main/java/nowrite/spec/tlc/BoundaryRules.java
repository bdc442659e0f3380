package nowrite.spec.tlc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.Value;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * The rules of the module {@code Boundary}, decided by TLC's evaluator inside this JVM: whoever has
 * a log says what stands in it, the module says what may.
 *
 * <p>TLC keeps what it has loaded in statics: only one thread may use the rules, and no other
 * specification may be loaded while they are used.
 */
public final class BoundaryRules {

    private static final String MODULE = "Boundary";

    private final FastTool tool;
    private final Map<String, OpDefNode> operators = new TreeMap<>();
    private final Map<String, UniqueString> names = new HashMap<>();

    private BoundaryRules(FastTool tool) {
        this.tool = tool;
        for (OpDefNode operator : tool.getRootModule().getOpDefs()) {
            operators.put(operator.getName().toString(), operator);
        }
    }

    /** What a log says about one request or operation, as the module's records. */
    public static final class Fact {
        private final Value record;

        private Fact(Value record) {
            this.record = record;
        }
    }

    /**
     * Loads the rules.
     *
     * @param folder where Boundary.tla is
     * @throws TlcException if it is not a module of TLA+
     */
    public static BoundaryRules load(Path folder) {
        PrintStream before = ToolIO.out;
        Path work = null;
        try {
            work = Files.createTempDirectory("nowrite-boundary-");
            Files.copy(folder.resolve(MODULE + ".tla"), work.resolve(MODULE + ".tla"));
            Files.writeString(work.resolve(MODULE + ".cfg"), "");
            ToolIO.out =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            FP64.Init(0);
            TlcStrings.forgetDefinitions();
            return new BoundaryRules(
                    new FastTool(
                            work.toString(),
                            MODULE,
                            MODULE,
                            new SimpleFilenameToStream(work.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(MODULE + ".tla"), e);
        } catch (RuntimeException | Error e) {
            throw new TlcException(folder + "/" + MODULE + ".tla: " + e.getMessage());
        } finally {
            ToolIO.out = before;
            delete(work);
        }
    }

    private static void delete(Path work) {
        try {
            if (work != null) {
                Files.deleteIfExists(work.resolve(MODULE + ".tla"));
                Files.deleteIfExists(work.resolve(MODULE + ".cfg"));
                Files.deleteIfExists(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + work, e);
        }
    }

    /**
     * A record.
     *
     * @param fields its fields; a moment is a number
     */
    public Fact fact(Map<String, Integer> fields) {
        UniqueString[] keys = new UniqueString[fields.size()];
        Value[] values = new Value[fields.size()];
        int i = 0;
        for (Map.Entry<String, Integer> field : fields.entrySet()) {
            keys[i] = names.computeIfAbsent(field.getKey(), UniqueString::uniqueStringOf);
            values[i++] = IntValue.gen(field.getValue());
        }
        return new Fact(new RecordValue(keys, values, false).normalize());
    }

    /** A set of records. */
    public Fact set(Collection<Fact> facts) {
        Value[] values = facts.stream().map(fact -> fact.record).toArray(Value[]::new);
        return new Fact(new SetEnumValue(values, false).normalize());
    }

    /** Whether the module has an operator. */
    public boolean has(String operator) {
        return operators.containsKey(operator);
    }

    /**
     * Whether an operator is true.
     *
     * @param operator its name, such as {@code R1} or {@code Premise_R1}
     * @param arguments what it is about, in its order
     * @throws TlcException if the module has no such operator, or it cannot be evaluated
     */
    public boolean holds(String operator, Fact... arguments) {
        OpDefNode definition = operators.get(operator);
        if (definition == null || definition.getParams().length != arguments.length) {
            throw new TlcException(
                    MODULE + ".tla has no " + operator + " of " + arguments.length + " arguments");
        }
        FormalParamNode[] parameters = definition.getParams();
        Context context = Context.Empty;
        for (int i = 0; i < arguments.length; i++) {
            context = context.cons(parameters[i], arguments[i].record);
        }
        try {
            Object value = tool.eval(definition.getBody(), context, TLCState.Empty);
            return ((BoolValue) value).val;
        } catch (RuntimeException e) {
            throw new TlcException(MODULE + ".tla, " + operator + ": " + e.getMessage());
        }
    }
}
