------------------------------ MODULE Boundary ------------------------------
(***************************************************************************)
(* The properties, as far as a log of a running kernel's boundary can show *)
(* them: a daemon that writes down requests and replies, and users of the  *)
(* file that write down their operations.                                  *)
(*                                                                         *)
(* A log has no steps, it has intervals.  Moments are numbers; a smaller   *)
(* one is earlier.                                                         *)
(*   a request    read      the daemon had read it: it was sent before     *)
(*                replying  the reply was not yet given to the kernel      *)
(*                replied   it was: its effect lies between the two        *)
(*                err       0, or the error of the reply                   *)
(*   an operation begin, end  its effect lies between the two              *)
(*                result    what the system call gave                      *)
(* What has not ended has a last moment that is later than all others.     *)
(*                                                                         *)
(* A rule is false only where every order of the effects within their      *)
(* intervals violates the property.  Each rule R has Premise_R: that the   *)
(* log shows what the rule is about.                                       *)
(***************************************************************************)
EXTENDS Integers

(* The request was with the daemon from before `read' until after `replying'. *)
Together(a, b) == a.read < b.replying /\ b.read < a.replying

Succeeded(r) == r.err = 0

(* One operation had ended when the other began. *)
Before(x, y) == x.end < y.begin

(* P1.  s sets the size of the file (SETATTR), w is a WRITE of writeback of the same file. *)
Premise_R1(s, w) == TRUE
R1(s, w) == ~Together(s, w)

(* P1 again: s is an OPEN that truncates. *)
Premise_R2(s, w) == TRUE
R2(s, w) == ~Together(s, w)

(* P3.  v and w are WRITEs of writeback that both have a page. *)
Premise_R3(v, w) == TRUE
R3(v, w) == ~Together(v, w)

(* P4.  v and w are WRITEs of writeback that both have a word, with the contents that the *)
(* operations x and y stored there.                                                        *)
Premise_R4(v, w, x, y) == Succeeded(v) /\ Succeeded(w) /\ v.replied < w.read
R4(v, w, x, y) == Premise_R4(v, w, x, y) => ~Before(y, x)

(* P5.  f is an fsync, msync or close; x stored a word inside the file before it.  C is a set of *)
(* WRITEs with that word as x or somebody not before x stored it, E of operations that may have   *)
(* cut the word off, F of WRITEs of the word that failed.                                         *)
Premise_R5(f, x, C, E, F) == f.result = 0 /\ Before(x, f)
R5(f, x, C, E, F) ==
    Premise_R5(f, x, C, E, F) =>
        \/ \E w \in C : Succeeded(w) /\ w.replying < f.end
        \/ \E c \in E : c.begin < f.end /\ x.begin < c.end
        \/ \E w \in F : ~Succeeded(w) /\ w.read < f.end /\ x.begin < w.replied

(* P6.  w is a WRITE of writeback that was sent before f, an fsync or msync, which waits for it, *)
(* and failed.  G are those through the same open file that may have told it already.            *)
Premise_R6(f, w, G) ==
    /\ ~Succeeded(w) /\ w.read < f.begin /\ w.replied < f.end
    /\ \A g \in G : ~(w.replying < g.end /\ g.begin < f.begin)
R6(f, w, G) == Premise_R6(f, w, G) => f.result < 0

(* P11.  r is the RELEASE of the handle that the WRITE of writeback w names. *)
Premise_R7(r, w) == TRUE
R7(r, w) == w.replying < r.read

(* P2.  x stored a word inside the file, c began later and cut it off: `gone' is when its request *)
(* had been answered.  The word was seen as x stored it no earlier than `seen'.                   *)
Premise_R8(c, x, o) == Before(x, c) /\ c.result = 0
R8(c, x, o) == Premise_R8(c, x, o) => ~(c.gone < o.seen)

(* The same where c makes a hole (FALLOCATE). *)
Premise_R9(c, x, o) == Before(x, c) /\ c.result = 0
R9(c, x, o) == Premise_R9(c, x, o) => ~(c.gone < o.seen)

(* Coherence.  o read a word as y stored it, or found zeros (y = {}); x had stored it before o    *)
(* began.  E are operations that may have cut the word off since, F WRITEs of the word that       *)
(* failed.                                                                                        *)
Excused(o, x, E, F) == \/ \E c \in E : c.begin < o.end /\ x.begin < c.end
                       \/ \E w \in F : ~Succeeded(w) /\ w.read < o.end /\ x.begin < w.replied
Premise_R10(o, x, Y, E, F) == Before(x, o) /\ ~Excused(o, x, E, F)
R10(o, x, Y, E, F) ==
    Premise_R10(o, x, Y, E, F) => \E y \in Y : ~Before(y, x) /\ y.begin < o.end

(***************************************************************************)
(* Events inside the kernel, from probes: the specification's generations  *)
(* seen through set_nowrite and its return, the release, sends, ends and   *)
(* page_mkwrite alone.  Page lock and page tables stay free.  s is what    *)
(* the events before leave: whether somebody is inside set_nowrite         *)
(* (asked), or has come back and not released (held), and how many WRITEs  *)
(* are in flight at least and at most: the probe of an end is before the   *)
(* lock under which it is counted.  e is writectr as it was seen under the *)
(* lock: whether it had the bias, and the count.                           *)
(***************************************************************************)

(* P1.  e is a send. *)
Premise_R11(s, e) == TRUE
R11(s, e) == s.held = 0

(* P10. *)
Premise_R12(s, e) == TRUE
R12(s, e) == /\ e.bias = 1 => s.asked = 1 \/ s.held = 1
             /\ s.held = 1 => e.bias = 1
             /\ s.least <= e.count /\ e.count <= s.most

(* P3.  m is a page_mkwrite from call to return, w a WRITE of its page from send to end. *)
Premise_R13(m, w) == TRUE
R13(m, w) == ~(w.sent < m.begin /\ m.end < w.ended)
=============================================================================
