package nowrite.stress.kernel.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Prints the definitions of the probes for this machine's kernel, as kprobe_events takes them; on
 * standard error what it cannot probe, and why. x86-64 only.
 */
public final class ProbesMain {

    private static final List<String> REGISTERS = List.of("%di", "%si", "%dx", "%cx", "%r8", "%r9");

    private final Btf btf;
    private final Set<String> symbols;
    private int missing;

    private ProbesMain(Btf btf, Set<String> symbols) {
        this.btf = btf;
        this.symbols = symbols;
    }

    /**
     * Prints.
     *
     * @param args the type information of the kernel and of its module fuse, and the kernel's
     *     symbols (/proc/kallsyms)
     */
    public static void main(String[] args) throws IOException {
        Btf btf = Btf.of(Files.readAllBytes(Path.of(args[0])));
        if (Files.isReadable(Path.of(args[1]))) {
            btf = btf.with(Files.readAllBytes(Path.of(args[1])));
        }
        Set<String> symbols = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            symbols.add(line.split("\\s+")[2]);
        }
        ProbesMain probes = new ProbesMain(btf, symbols);
        probes.all();
        // What the rules about the inside of a kernel need.
        System.exit(probes.missing > 0 ? 1 : 0);
    }

    private void all() {
        String inode = "inode=@inode:x64 writectr=@inode~fuse_inode.inode>fuse_inode.writectr:s32";
        required("p", "set_nowrite", "fuse_set_nowrite", inode);
        required("r", "set_nowrite_ret", "fuse_set_nowrite", "");
        required("p", "release_nowrite", "fuse_release_nowrite", inode);
        required("p", "flush_writepages", "fuse_flush_writepages", inode);
        required(
                "p",
                "do_setattr",
                "fuse_do_setattr",
                "valid=@attr>iattr.ia_valid:x32 size=@attr>iattr.ia_size:u64");
        required("r", "do_setattr_ret", "fuse_do_setattr", "ret=$retval:s32");
        String counted = "~fuse_inode.inode>fuse_inode.writectr:s32";
        required(
                "p",
                "send_writepage",
                "fuse_send_writepage",
                "off=@wpa>fuse_writepage_args.ia.write.in.offset:u64 size=@size:s64"
                        + " writectr=@wpa>fuse_writepage_args.inode*"
                        + counted);
        String args = "@args~fuse_writepage_args.ia.ap.args>fuse_writepage_args.";
        required(
                "p",
                "writepage_end",
                "fuse_writepage_end",
                "off="
                        + args
                        + "ia.write.in.offset:u64 size="
                        + args
                        + "ia.write.in.size:u32 err=@error:s32 writectr="
                        + args
                        + "inode*"
                        + counted);
        required("p", "page_mkwrite", "fuse_page_mkwrite", "pgoff=@vmf>vm_fault.pgoff:u64");
        required("r", "page_mkwrite_ret", "fuse_page_mkwrite", "ret=$retval:x32");
        required("p", "writepages", "fuse_writepages", "");
        required("p", "fsync", "fuse_fsync", "");
        required("r", "fsync_ret", "fuse_fsync", "ret=$retval:s32");
        optional("p", "flush", "fuse_flush", "");
        optional("p", "writepages_fill", "fuse_writepages_fill", "index=@page>page.index:u64");
        optional("p", "wait_wb", "fuse_wait_on_page_writeback", "index=@index:u64");
        optional("r", "wait_wb_ret", "fuse_wait_on_page_writeback", "");
        optional("p", "writepage_locked", "fuse_writepage_locked", "index=@page>page.index:u64");
        optional("p", "launder", "fuse_launder_folio", "");
    }

    private void required(String kind, String name, String function, String shows) {
        if (!optional(kind, name, function, shows)) {
            missing++;
        }
    }

    private boolean optional(String kind, String name, String function, String shows) {
        try {
            StringBuilder line = new StringBuilder(kind + ":fp/" + name + " " + symbol(function));
            for (String part : shows.isEmpty() ? new String[0] : shows.split(" ")) {
                String[] pair = part.split("=", 2);
                line.append(' ').append(pair[0]).append('=');
                line.append(value(function, pair[1]));
            }
            System.out.println(line);
            return true;
        } catch (IllegalArgumentException e) {
            System.err.println("no probe " + name + ": " + e.getMessage());
            return false;
        }
    }

    /**
     * The compiler may have split the function: then its larger part has the name and an ending.
     */
    private String symbol(String function) {
        if (symbols.contains(function)) {
            return function;
        }
        return symbols.stream()
                .filter(each -> each.startsWith(function + ".") && !each.endsWith(".cold"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no symbol " + function));
    }

    /**
     * {@code @parameter}, then any of {@code ~struct.member} (the struct around it), {@code
     * >struct.member} (a member of what it points to), {@code *} (the pointer that is there); then
     * the type.
     */
    private String value(String function, String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        int colon = text.lastIndexOf(':');
        String path = text.substring(1, colon);
        String parameter = path.split("[~>*]", 2)[0];
        String value = REGISTERS.get(btf.parameter(function, parameter));
        int offset = 0;
        boolean reads = false;
        for (String step : path.substring(parameter.length()).split("(?=[~>*])")) {
            if (step.isEmpty()) {
                continue;
            }
            String place = step.substring(1);
            int dot = place.indexOf('.');
            switch (step.charAt(0)) {
                case '~' -> offset -= btf.offset(place.substring(0, dot), place.substring(dot + 1));
                case '>' -> {
                    offset += btf.offset(place.substring(0, dot), place.substring(dot + 1));
                    reads = true;
                }
                default -> {
                    value = at(value, offset);
                    offset = 0;
                    reads = false;
                }
            }
        }
        return (reads ? at(value, offset) : value) + text.substring(colon);
    }

    private static String at(String value, int offset) {
        return (offset < 0 ? "" : "+") + offset + "(" + value + ")";
    }
}
