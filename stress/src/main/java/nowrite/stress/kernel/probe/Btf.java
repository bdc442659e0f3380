package nowrite.stress.kernel.probe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The type information of a kernel, or of a module on top of it (BTF): where the members of its
 * structs are, and what parameters its functions have.
 */
public final class Btf {

    private static final int MAGIC = 0xeB9F;
    private static final int INT = 1;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FUNC = 12;
    private static final int FUNC_PROTO = 13;
    private static final int VAR = 14;
    private static final int DATASEC = 15;
    private static final int DECL_TAG = 17;
    private static final int ENUM64 = 19;

    /** A name in a struct, or of a parameter; the offset in bits. */
    private record Member(String name, int type, int offset) {}

    private record Type(int kind, String name, int refers, List<Member> members) {}

    private final Btf base;
    private final List<Type> types = new ArrayList<>();
    private final ByteBuffer data;
    private final int strings;
    private final int stringsLength;

    private Btf(byte[] bytes, Btf base) {
        this.base = base;
        this.data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 24 || (data.getShort(0) & 0xffff) != MAGIC) {
            throw new IllegalArgumentException("this is no type information of a kernel (BTF)");
        }
        int head = data.getInt(4);
        strings = head + data.getInt(16);
        stringsLength = data.getInt(20);
        read(head + data.getInt(8), data.getInt(12));
    }

    /**
     * Reads what /sys/kernel/btf/vmlinux has.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Btf of(byte[] kernel) {
        return new Btf(kernel, null);
    }

    /** Reads what a file beside it has, which is about a module. */
    public Btf with(byte[] module) {
        return new Btf(module, this);
    }

    private int allTypes() {
        return types.size() + (base == null ? 0 : base.allTypes());
    }

    private int allStrings() {
        return stringsLength + (base == null ? 0 : base.allStrings());
    }

    private void read(int from, int length) {
        int at = from;
        while (at < from + length) {
            String name = string(data.getInt(at));
            int info = data.getInt(at + 4);
            int refers = data.getInt(at + 8);
            int count = info & 0xffff;
            int kind = info >>> 24 & 0x1f;
            boolean fields = info < 0;
            at += 12;
            List<Member> members = new ArrayList<>();
            switch (kind) {
                case STRUCT, UNION -> {
                    for (int i = 0; i < count; i++, at += 12) {
                        int offset = data.getInt(at + 8);
                        members.add(
                                new Member(
                                        string(data.getInt(at)),
                                        data.getInt(at + 4),
                                        fields ? offset & 0xffffff : offset));
                    }
                }
                case FUNC_PROTO -> {
                    for (int i = 0; i < count; i++, at += 8) {
                        members.add(new Member(string(data.getInt(at)), data.getInt(at + 4), 0));
                    }
                }
                case ENUM -> at += 8 * count;
                case ENUM64, DATASEC -> at += 12 * count;
                case ARRAY -> at += 12;
                case INT, VAR, DECL_TAG -> at += 4;
                default -> {
                    // Pointers, names of types and qualifiers have nothing behind them.
                }
            }
            types.add(new Type(kind, name, refers, members));
        }
    }

    private String string(int offset) {
        int before = base == null ? 0 : base.allStrings();
        if (offset < before) {
            return base.string(offset);
        }
        int at = strings + offset - before;
        int end = at;
        while (data.get(end) != 0) {
            end++;
        }
        return new String(data.array(), at, end - at, StandardCharsets.UTF_8);
    }

    /** The type of a number; numbers begin at 1, those of a module after the kernel's. */
    private Type type(int number) {
        int before = base == null ? 0 : base.allTypes();
        return number <= before ? base.type(number) : types.get(number - before - 1);
    }

    private Optional<Type> named(int kind, String name) {
        Optional<Type> own =
                types.stream()
                        .filter(type -> type.kind() == kind && type.name().equals(name))
                        .findFirst();
        return own.isEmpty() && base != null ? base.named(kind, name) : own;
    }

    /**
     * Which parameter of a function has a name, from 0.
     *
     * @throws IllegalArgumentException if there is no such function or parameter
     */
    public int parameter(String function, String name) {
        Type found =
                named(FUNC, function)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + function));
        List<Member> parameters = type(found.refers()).members();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(function + " has no parameter " + name);
    }

    /** Whether there is a function of this name. */
    public boolean hasFunction(String name) {
        return named(FUNC, name).isPresent();
    }

    /**
     * Where a member is in a struct, in bytes. Members of members have dots; those of a struct
     * without a name count as its own.
     *
     * @throws IllegalArgumentException if there is no such struct or member
     */
    public int offset(String struct, String path) {
        Type at =
                named(STRUCT, struct)
                        .orElseThrow(() -> new IllegalArgumentException("no struct " + struct));
        int bits = 0;
        for (String name : path.split("\\.")) {
            Member member = find(at, name, 0);
            if (member == null) {
                throw new IllegalArgumentException("struct " + struct + " has no " + path);
            }
            bits += member.offset();
            at = plain(member.type());
        }
        return bits / 8;
    }

    private Member find(Type in, String name, int bits) {
        for (Member member : in.members()) {
            if (member.name().equals(name)) {
                return new Member(name, member.type(), bits + member.offset());
            }
            Type inner = member.name().isEmpty() ? plain(member.type()) : null;
            if (inner != null) {
                Member found = find(inner, name, bits + member.offset());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Without names and qualifiers around it. */
    private Type plain(int number) {
        if (number == 0) {
            return new Type(0, "void", 0, List.of());
        }
        Type type = type(number);
        return switch (type.kind()) {
            case 8, 9, 10, 11, 18 -> plain(type.refers());
            default -> type;
        };
    }
}
