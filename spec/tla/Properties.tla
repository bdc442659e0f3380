----------------------------- MODULE Properties -----------------------------
(***************************************************************************)
(* What must hold in every state.  The catalogue with words and sources is *)
(* docs/properties.md.                                                     *)
(***************************************************************************)
EXTENDS FuseDir

TruncateWithDaemon == \E t \in Tasks : req[t].op = "SETATTR" /\ req[t].off = 1 /\ Visible(t)

(* No WRITE of writeback is with the daemon while a SETATTR that sets a size is. *)
P1 == TruncateWithDaemon => \A s \in WbSlots : ~Visible(s)

(* Nothing that a successful truncate cut off is on the daemon's file again. *)
P2 == \A h \in Halves : IsStore(sdata[h]) => Cell(sdata[h], h) \notin dead

(* At most one WRITE of a page is with the daemon. *)
P3 == \A k \in Pages : Cardinality({s \in WbSlots : Visible(s) /\ HoldsPage(s, k)}) <= 1

(* Writeback never puts an older store over a newer one. *)
P4 == "P4" \notin gbad

(* At the return of fsync what was stored before it began is with the daemon. *)
P5 == "P5" \notin gbad

(* An fsync or close that returns success has no store behind it whose WRITE failed untold. *)
P6 == "P6" \notin gbad
(* Reads of the file and writeback_cache are in the Java model only. *)
P14 == "P14" \notin gbad
P15 == "P15" \notin gbad
(* Tasks that never named the file: reclaim, migration, throttled allocators, sync(2). *)
ThirdParty(t) == /\ ip[t] <= Len(Prog[t])
                 /\ OnePage(Op(t)) \/ Op(t).op \in {"sync", "throttle"}

(* A page whose writeback ends only when the daemon answers: a WRITE refers to the page itself. *)
WithDaemon(f) == page[f].wb = 1 /\ \E s \in WbSlots : req[s].page = f

WaitsForAnswer(c) ==
    \/ c \in Tasks /\ Visible(c)
    \/ OnQueue(c, waitq) /\ wpages # <<>>
    \/ \E f \in Frames : WithDaemon(f) /\ OnQueue(c, wbq[f])

(* For the daemon's answer, or for the lock of a page whose holder does; chains of up to n locks. *)
RECURSIVE Waits(_, _)
Waits(c, n) ==
    \/ WaitsForAnswer(c)
    \/ n > 0 /\ \E f \in Frames : /\ OnQueue(c, lockq[f])
                                  /\ page[f].locked \notin {0, c}
                                  /\ Waits(page[f].locked, n - 1)

(* Nobody who never named the file waits for the daemon, itself or through a chain of page locks. *)
P7 == \A t \in Tasks : ThirdParty(t) =>
          /\ ~Waits(t, T)
          /\ Op(t).op = "throttle" => \A f \in Frames : ~WithDaemon(f)

AllDone == \A t \in Tasks : pc[t] = "done"

(* Nothing is counted twice or not at all, and nothing freed twice: no counter is ever negative.  *)
(* When every task is done and the daemon has answered everything, no request is left, no page is *)
(* under writeback, and what is counted as dirty is dirty.                                         *)
AtRest == /\ AllDone
          /\ pending = <<>>
          /\ \A d \in Daemons : pc[d] = "daemon:read"
Nonnegative(v) ==
    v.dirty >= 0 /\ v.writeback >= 0 /\ v.temp >= 0 /\ v.cachetemp >= 0 /\ v.bdi >= 0 /\ v.owed >= 0 /\ v.pages >= 0
P9 == /\ Nonnegative(vmstat)
      /\ AtRest => /\ \A s \in Slots : req[s].st = "FREE"
                   /\ vmstat = [NoPages EXCEPT !.dirty = Cardinality({f \in Frames : Attached(f) /\ page[f].dirty = 1})]

(* What is dirty or under writeback for the device stays within its limit, or the free run of the *)
(* machine if that is more, but for one page of each task: the one that it has just made dirty, or that it writes back and that counts as     *)
(* neither between clear_page_dirty_for_io and the start of its writeback.                       *)
P17 == BdiLimit > 0 => vmstat.dirty + vmstat.bdi <= Max(BdiLimit, FreeRun) + T

(* writectr counts the WRITEs in flight, biased at most once, and only under i_mutex; *)
(* nothing stays queued when every task is done.  When the connection is gone, too, and *)
(* nobody is at work, every request has ended, and nothing counts it.                   *)
AllEnded == writectr = 0 /\ wpages = <<>> /\ \A s \in Slots : req[s].st = "FREE"
P10 == LET most == NPages * Copies
       IN  /\ writectr \in (0..most) \cup (NOWRITE..(NOWRITE + most))
           /\ imutex = 0 => writectr >= 0
           /\ AllDone => queued = <<>>
           /\ AllDone /\ Aborted /\ Busy = 0 => AllEnded

(* RELEASE of a handle is sent only when every WRITE that names it is answered. *)
P11 == \A h \in 1..Handles : files.count[h] = 0 =>
          \A s \in WbSlots : ~(Visible(s) /\ req[s].ff \in {h, -h})

(* A client's page that is dirty, or that some mapping can write, has its metadata: for each half  *)
(* page inside the promised size.  A half page of zeros needs none before it is stored to, nor     *)
(* does what was stored beyond the promised size.                                                  *)
KeepsMetadata == FALSE
P12 == KeepsMetadata =>
    \A h \in Halves :
        LET k == h \div 2
            f == cache[k]
            x == page[f].data[(h % 2) + 1]
        IN  (h < PromisedSize /\ f # 0 /\ h \notin files.meta) =>
                /\ \A m \in Maps : pte[m][k] # f
                /\ page[f].dirty = 1 => x = 0 \/ Cell(x, h) \in exempt

(* A writable entry means a dirty page, or one that the fault still has locked. *)
P13 == \A m \in Maps : \A k \in Pages :
          LET f == pte[m][k]
          IN  f > 0 => \/ page[f].dirty = 1
                       \/ /\ page[f].locked \in Tasks
                          /\ pc[page[f].locked] # "BUG"
                          /\ Op(page[f].locked).op \in {"store", "dio_read"}
                          /\ Op(page[f].locked).map = m

(* No page-table entry points to a page that has left the file. *)
P16 == \A m \in Maps : \A k \in Pages : pte[m][k] = 0 \/ cache[k] \in {pte[m][k], -pte[m][k]}

(* The kernel's own assertions. *)
PA == bug = "-"

SomeOops == \E c \in Ctx : pc[c] = "BUG"
DaemonOwes == \E s \in Slots : Visible(s)
Accepted == DaemonOwes /\ Silent /\ \A t \in Tasks : pc[t] = "done" \/ t \in MayBlock
=============================================================================
