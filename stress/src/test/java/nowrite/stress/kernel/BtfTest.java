package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nowrite.stress.kernel.probe.Btf;
import org.junit.jupiter.api.Test;

/** Places of members and parameters are read from type information, a module's too. */
class BtfTest {

    private static final int INT = 1;
    private static final int STRUCT = 4;
    private static final int TYPEDEF = 8;
    private static final int FUNC = 12;
    private static final int FUNC_PROTO = 13;

    /** Writes type information, number by number. */
    private static final class Maker {
        private final ByteArrayOutputStream types = new ByteArrayOutputStream();
        private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
        private final int before;

        Maker(int before) {
            this.before = before;
            if (before == 0) {
                strings.write(0);
            }
        }

        int name(String name) {
            if (name.isEmpty()) {
                return 0;
            }
            int at = before + strings.size();
            strings.writeBytes((name + "\0").getBytes(StandardCharsets.US_ASCII));
            return at;
        }

        Maker numbers(int... numbers) {
            ByteBuffer some =
                    ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int number : numbers) {
                some.putInt(number);
            }
            types.writeBytes(some.array());
            return this;
        }

        Maker type(int kind, String name, int count, int refers) {
            return numbers(name(name), kind << 24 | count, refers);
        }

        Maker member(String name, int type, int bits) {
            return numbers(name(name), type, bits);
        }

        byte[] bytes() {
            ByteBuffer all =
                    ByteBuffer.allocate(24 + types.size() + strings.size())
                            .order(ByteOrder.LITTLE_ENDIAN);
            all.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
            all.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
            return all.put(types.toByteArray()).put(strings.toByteArray()).array();
        }

        int strings() {
            return strings.size();
        }
    }

    private static Maker kernel() {
        Maker maker = new Maker(0);
        maker.type(INT, "int", 0, 4).numbers(32); // 1
        maker.type(STRUCT, "", 1, 8).member("deep", 1, 32); // 2
        maker.type(TYPEDEF, "inner_t", 0, 2); // 3
        maker.type(STRUCT, "outer", 3, 32); // 4
        maker.member("first", 1, 0).member("", 2, 64).member("named", 3, 128);
        return maker;
    }

    @Test
    void memberIsFoundThroughNamesAndNamelessStructs() {
        Btf btf = Btf.of(kernel().bytes());
        assertEquals(0, btf.offset("outer", "first"));
        assertEquals(8 + 4, btf.offset("outer", "deep"));
        assertEquals(16 + 4, btf.offset("outer", "named.deep"));
    }

    @Test
    void moduleGoesOnWhereTheKernelEnds() {
        Maker kernel = kernel();
        Maker module = new Maker(kernel.strings());
        module.type(STRUCT, "own", 1, 40).member("outer", 4, 64); // 5
        module.type(FUNC_PROTO, "", 2, 0); // 6
        module.numbers(module.name("self"), 5, module.name("size"), 1);
        module.type(FUNC, "do_it", 0, 6); // 7
        Btf btf = Btf.of(kernel.bytes()).with(module.bytes());
        assertEquals(8 + 16 + 4, btf.offset("own", "outer.named.deep"));
        assertEquals(20, btf.offset("outer", "named.deep"));
        assertEquals(1, btf.parameter("do_it", "size"));
        assertTrue(btf.hasFunction("do_it"));
    }

    @Test
    void whatIsNotThereIsSaidAndNotGuessed() {
        Btf btf = Btf.of(kernel().bytes());
        assertFalse(btf.hasFunction("do_it"));
        for (String path : new String[] {"last", "named.first", "first.deep"}) {
            String said =
                    assertThrows(IllegalArgumentException.class, () -> btf.offset("outer", path))
                            .getMessage();
            assertEquals("struct outer has no " + path, said);
        }
        assertThrows(IllegalArgumentException.class, () -> btf.offset("other", "first"));
        assertThrows(IllegalArgumentException.class, () -> btf.parameter("do_it", "size"));
        assertThrows(IllegalArgumentException.class, () -> Btf.of(new byte[100]));
    }

    @Test
    void typeInformationOfTheRunningKernelIsRead() throws Exception {
        Path own = Path.of("/sys/kernel/btf/vmlinux");
        assumeTrue(Files.isReadable(own), "this kernel has no type information");
        Btf btf = Btf.of(Files.readAllBytes(own));
        // Two members next to each other, and the members of a list, whatever the configuration.
        assertEquals(Long.BYTES, btf.offset("list_head", "prev") - btf.offset("list_head", "next"));
        assertTrue(btf.offset("vm_fault", "pgoff") > 0);
    }
}
