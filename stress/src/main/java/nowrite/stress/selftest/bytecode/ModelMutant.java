package nowrite.stress.selftest.bytecode;

import java.util.function.BiConsumer;
import nowrite.stress.selftest.mutant.Mutant;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * A mutant of a method.
 *
 * @param mutant what it is
 * @param type internal name of the class
 * @param method name and descriptor of the method
 * @param index the instruction that is changed, counted in the method
 * @param change changes the instruction in its list
 */
record ModelMutant(
        Mutant mutant,
        String type,
        String method,
        int index,
        BiConsumer<InsnList, AbstractInsnNode> change) {}
