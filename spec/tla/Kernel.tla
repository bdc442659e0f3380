------------------------------- MODULE Kernel -------------------------------
(***************************************************************************)
(* The state of one FUSE inode with a shared writable mapping, and the     *)
(* primitives of the kernel that every protocol uses: the program counter, *)
(* page lock, wait queues, the assertion that halts a task.                *)
(*                                                                         *)
(* Spec at a glance: Kernel (state, primitives) <- Aops (calls into the    *)
(* file system) <- Mm (faults, cleaning, writeback pass, truncation) <-    *)
(* Vmscan (reclaim,   *)
(* migration, throttling) <- DirectIo <- FuseDev (requests, daemon) <- FuseFile  *)
(* (temporary pages, queued_writes, page_mkwrite, write) <- FuseDir        *)
(* (nowrite, setattr, fsync, close) <- Properties <- the generations.      *)
(*                                                                         *)
(* One action is one atomic step: a stretch that no other task can observe *)
(* in the middle.  A step is named after the kernel function and what it   *)
(* does there, with a colon between; pc[c] holds the name of the step that *)
(* context c takes next.  A function that contains steps returns to a step *)
(* of its caller (stk holds these).                                        *)
(*                                                                         *)
(* Contents are per half page: 0 is zeros, INIT what the file held, any    *)
(* other number the operation that stored it.  Sizes and offsets are in    *)
(* half pages, so a page has a partial tail.                               *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
    T,             \* number of tasks; contexts 1..T are the tasks
    Prog,          \* Prog[t]: the operations of task t, in order
    NPages,        \* pages of the model's file
    Copies,        \* request slots (temporary pages) for each page
    FrameCopies,   \* page frames for each index: one cached, others truncated but still referenced
    NMaps,         \* number of mappings (address spaces)
    FileHalves,    \* size of the file at the start
    Handles,       \* open file handles: one for each mapping if some task closes, else 0
    MaxPages,      \* pages of one WRITE at most
    DaemonThreads, \* requests the daemon works on at once
    Allocator,     \* the task that is the daemon's own allocation, 0 if none: no reply before it is done
    Silent,        \* TRUE: the daemon never replies
    SetattrMay,    \* what the daemon may answer to SETATTR instead of doing it
    WriteMayFail,  \* TRUE: it may answer a WRITE of writeback with EIO, nothing done
    NoFsync,       \* TRUE: it does not know FSYNC, and so is not asked
    AllocMayFail,  \* TRUE: fuse_get_req may fail
    MayBlock,      \* tasks whose waiting for a silent daemon is accepted
    BdiLimit,      \* pages of the device that may be dirty or under writeback, 0: nobody counts
    FreeRun        \* as long as the machine has no more of them nobody is held up; -1: strictlimit

INIT_DATA == 99
NOWRITE == -1000   \* FUSE_NOWRITE: INT_MIN in the kernel
INT_MAX == 999
Incremented(n) == IF n = INT_MAX THEN NOWRITE ELSE n + 1   \* an int wraps around
Decremented(n) == IF n = NOWRITE THEN INT_MAX ELSE n - 1
EINTR == 4
EIO == 5
ECONNABORTED == 103
ENOTCONN == 107

Tasks == 1..T
Pages == 0..(NPages - 1)
Halves == 0..(2 * NPages - 1)
Maps == 1..NMaps
WbSlots == (T + 1)..(T + NPages * Copies)          \* WRITEs of writeback
ReleaseSlot(h) == T + NPages * Copies + h           \* the RELEASE of a handle
Slots == 1..(T + NPages * Copies + Handles)
Daemons == {T + s : s \in Slots}
Ctx == Tasks \cup Daemons
Frames == 1..(NPages * FrameCopies)

IndexOf(f) == (f - 1) \div FrameCopies          \* page->index
FramesOf(k) == (k * FrameCopies + 1)..(k * FrameCopies + FrameCopies)
SlotsOf(k) == (T + k * Copies + 1)..(T + k * Copies + Copies)   \* those whose first page is k
PagesIn(size) == (size + 1) \div 2              \* number of pages that a size touches

VARIABLES
    pc, stk, loc, ip,                  \* control: label, return labels, live locals, operation
    page,                              \* struct page: locked, upto(date), dirty, wb, data; its tags: tag, tow
    cache,                             \* the radix tree: frame cached at an index, 0 if none
    pte,                               \* pte[m][k]: 0 none, f read-write, -f read-only
    lockq, wbq,                        \* wait queues of PG_locked and PG_writeback
    isize, imutex, bad,                \* inode: i_size, holder of i_mutex, is_bad_inode
    fclock,                            \* holder of fc->lock
    writectr, queued, wpages, waitq,   \* fuse_inode: writectr, queued_writes, writepages, page_waitq
    req, pending,                      \* request slots, fc->pending
    ssize, sdata,                      \* the daemon's file
    files,                             \* open handles: write_files, references of each, mappings gone;
                                       \* a client's metadata (half pages that have some) and lock;
                                       \* 1 if the connection was aborted; the tasks that have not been
                                       \* told of the last error of a WRITE (wb_err), and 0 if no
                                       \* close has (AS_EIO)
    vmstat,                            \* counters of pages: NR_FILE_DIRTY and its like, see below
    order, exempt, before, dead, cut, applied, lost, gbad, bug   \* ghost: what the properties remember

ctl   == <<pc, stk, loc, ip>>
mm    == <<page, cache, pte>>
pageq == <<lockq, wbq>>
inode == <<isize, imutex, bad>>
fi    == <<writectr, queued, wpages, waitq>>
dev   == <<req, pending>>
server == <<ssize, sdata, files>>
srv   == <<server, vmstat>>
ghost == <<order, exempt, before, dead, cut, applied, lost, gbad, bug>>
vars  == <<ctl, mm, pageq, inode, fclock, fi, dev, srv, ghost>>

NoLocals == [index |-> 0, page |-> 0, vma |-> 0, cleaned |-> 0, req |-> 0,
             oldsize |-> 0, size |-> 0, err |-> 0, tst |-> 0,
             crop |-> 0, ff |-> 0, in_flight |-> 0, orig |-> 0, num |-> 0, end_pos |-> 0,
             aborted |-> 0]
DaemonLocals == [req |-> 0, tst |-> 0]   \* those that a daemon's context has
(* tag is PAGECACHE_TAG_DIRTY, tow PAGECACHE_TAG_TOWRITE; that of writeback equals wb. *)
NoPage == [locked |-> 0, upto |-> 0, dirty |-> 0, tag |-> 0, tow |-> 0, wb |-> 0, data |-> <<0, 0>>]
(* n: pages; data: of all of them; aux: requests chained behind this one; ff: handle. *)
NoReq == [st |-> "FREE", op |-> "-", off |-> 0, len |-> 0, n |-> 0, data |-> <<0, 0>>, aux |-> <<>>,
          ff |-> 0, size |-> 0, err |-> 0, page |-> 0, waiter |-> 0]

-----------------------------------------------------------------------------
(* Control *)

(* A pass of ->writepages with WB_SYNC_ALL or WB_SYNC_NONE. *)
SyncAll(o) == o.op \in {"fsync", "sync", "close"} \/ (o.op = "writepages" /\ o.all)
WritepagesLabel(o) == "write_cache_pages:lock_page"

(* Reclaim of one page: of any allocation, of one above PAGE_ALLOC_COSTLY_ORDER, of one without *)
(* __GFP_FS.  Page migration writes one page like reclaim.                                      *)
IsReclaim(o) == o.op \in {"reclaim", "reclaim_costly", "reclaim_nofs"}
OnePage(o) == IsReclaim(o) \/ o.op = "migrate"

StartLabel(o) ==
    LET op == o.op IN
    CASE op = "store"      -> "store:access"
      [] op = "truncate"   -> "notify_change:i_mutex"
      [] op = "chmod"      -> "notify_change:i_mutex"
      [] op = "write"      -> "generic_file_aio_write:i_mutex"
      [] op = "writepages" -> WritepagesLabel(o)
      [] op = "fsync"      -> "do_fsync:i_mutex"
      [] op = "sync"       -> "sync_inodes_sb:start"
      [] IsReclaim(o)      -> "shrink_page_list:trylock_page"
      [] op = "migrate"    -> "migrate_pages:lock_page"
      [] op = "throttle"   -> "throttle_vm_writeout:congestion_wait"
      [] op = "dio_read"   -> "get_user_pages:access"
      [] op = "close"      -> "unmap_region:unmap"
      [] op = "abort"      -> "fuse_abort_conn:disconnect"

(* The tasks that have an operation of these kinds. *)
Doing(ops) == {t \in Tasks : \E i \in 1..Len(Prog[t]) : Prog[t][i].op \in ops}

StartOf(t, i) == IF i <= Len(Prog[t]) THEN StartLabel(Prog[t][i]) ELSE "done"

Op(t) == Prog[t][ip[t]]

SetLoc(c, v) == loc' = [loc EXCEPT ![c] = v]

(* At these steps fuse_do_setattr, fuse_fsync have returned: their locals are gone. *)
LiveAt(l, v) == IF l \in {"notify_change:unlock", "do_fsync:unlock"} THEN NoLocals ELSE v

(* Context c goes on at label l. *)
Goto(c, l, v) == /\ pc' = [pc EXCEPT ![c] = l]
                 /\ SetLoc(c, LiveAt(l, v))
                 /\ UNCHANGED <<stk, ip>>

(* Context c calls the function that starts at label l and will go on at ret. *)
Call(c, l, ret, v) == /\ pc' = [pc EXCEPT ![c] = l]
                      /\ stk' = [stk EXCEPT ![c] = <<ret>> \o @]
                      /\ SetLoc(c, v)
                      /\ UNCHANGED ip

(* Task t ends its operation. *)
Finish(t) == /\ ip' = [ip EXCEPT ![t] = @ + 1]
             /\ pc' = [pc EXCEPT ![t] = StartOf(t, ip[t] + 1)]
             /\ stk' = [stk EXCEPT ![t] = <<>>]
             /\ loc' = [loc EXCEPT ![t] = NoLocals]

Return(c, v) == IF stk[c] = <<>>
                THEN Finish(c)
                ELSE /\ pc' = [pc EXCEPT ![c] = Head(stk[c])]
                     /\ stk' = [stk EXCEPT ![c] = Tail(@)]
                     /\ SetLoc(c, LiveAt(Head(stk[c]), v))
                     /\ UNCHANGED ip

(* An assertion of the kernel failed; the first one is remembered. *)
Fails(text) == bug' = IF bug = "-" THEN text ELSE bug

(* BUG_ON: the task is gone, its locks stay taken. *)
Oops(c, text) == /\ Fails(text)
                 /\ pc' = [pc EXCEPT ![c] = "BUG"]
                 /\ stk' = [stk EXCEPT ![c] = <<>>]
                 /\ SetLoc(c, NoLocals)
                 /\ ip' = IF c \in Tasks THEN [ip EXCEPT ![c] = Len(Prog[c]) + 1] ELSE ip
                 /\ UNCHANGED <<order, exempt, before, dead, cut, applied, lost, gbad>>

-----------------------------------------------------------------------------
(* Wait queues.  An entry is a context, negative for an exclusive waiter.    *)
(* A sleeper first enqueues, then tests, then sleeps until somebody takes it *)
(* off the queue, and then tests again: at label l with tst = 0 a context    *)
(* that is on the queue sleeps; with tst = 1 it has enqueued and is about to *)
(* test (the label's ".test" half).                                          *)

OnQueue(c, q) == \E i \in 1..Len(q) : q[i] \in {c, -c}
Off(q, c) == SelectSeq(q, LAMBDA e : e # c /\ e # -c)
WakeOneExclusive(q) ==
    LET ex == SelectSeq(q, LAMBDA e : e < 0)
    IN  IF ex = <<>> THEN <<>> ELSE Tail(ex)

MayTest(t, l, q) == pc[t] = l /\ IF loc[t].tst = 1 THEN TRUE ELSE ~OnQueue(t, q)

-----------------------------------------------------------------------------
(* Page frames *)

Attached(f) == cache[IndexOf(f)] = f
FreeFrames(k) == {f \in FramesOf(k) : /\ cache[k] # f
                                      /\ page[f] = NoPage
                                      /\ lockq[f] = <<>>
                                      /\ \A t \in Tasks : loc[t].page # f
                                      /\ \A m \in Maps : pte[m][k] \notin {f, -f}}
MinOf(S) == CHOOSE x \in S : \A y \in S : x <= y

(* A frame that has left the cache is freed when the last reference goes. *)
Referenced(f, t) == \/ cache[IndexOf(f)] = f
                    \/ \E u \in Tasks \ {t} : loc[u].page = f
                    \/ \E m \in Maps : pte[m][IndexOf(f)] \in {f, -f}

(* What becomes of the frame's record when t drops its reference, having left p in it. *)
PutPage(f, t, p) == IF Referenced(f, t) THEN p ELSE NoPage

(* lock_page(f) at label l: the step in which the lock could not be had. *)
LockFails(t, f, l) ==
    /\ page[f].locked # 0
    /\ IF loc[t].tst = 0
       THEN /\ lockq' = [lockq EXCEPT ![f] = Append(@, -t)]
            /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1, !.page = f])
       ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
            /\ UNCHANGED lockq
    /\ UNCHANGED <<mm, wbq, inode, fclock, fi, dev, srv, ghost>>

(* The frame's lock queue after t got the lock and after it gave it back. *)
LockTaken(f, t) == [lockq EXCEPT ![f] = Off(@, t)]
LockTakenAndGiven(f, t) == [lockq EXCEPT ![f] = WakeOneExclusive(Off(@, t))]
LockGiven(f) == [lockq EXCEPT ![f] = WakeOneExclusive(@)]

-----------------------------------------------------------------------------
(* What the VM counts of the file's pages.  dirty is NR_FILE_DIRTY, writeback NR_WRITEBACK; temp   *)
(* is NR_WRITEBACK_TEMP of the memory zone that temporary pages come from, cachetemp of that which *)
(* the page cache's come from; bdi is BDI_WRITEBACK, and owed what was taken from it and not yet   *)
(* counted as written (bdi_writeout_inc); pages are the temporary pages that are allocated.        *)

NoPages == [dirty |-> 0, writeback |-> 0, temp |-> 0, cachetemp |-> 0, bdi |-> 0, owed |-> 0, pages |-> 0]

(* set_page_dirty of frame f: counted if it was clean and is in the file. *)
AccountDirtied(f) == IF page[f].dirty = 0 /\ Attached(f) THEN [vmstat EXCEPT !.dirty = @ + 1] ELSE vmstat
(* clear_page_dirty_for_io, and the removal of a dirty page from the file. *)
AccountCleaned(f) == IF page[f].dirty = 1 /\ Attached(f) THEN [vmstat EXCEPT !.dirty = @ - 1] ELSE vmstat

(* n pages less under writeback for the device, and as many more counted as written. *)
BdiWritebackDec(v, n) == [v EXCEPT !.bdi = @ - n, !.owed = @ + n]
BdiWriteoutInc(v, n) == [v EXCEPT !.owed = @ - n]

(* PG_writeback is set, and ends.  With temporary pages the VM leaves BDI_WRITEBACK to fuse *)
(* (BDI_CAP_NO_ACCT_WB): for it the writeback of a page takes no time.                      *)
CopiesPages == TRUE
AccountWriteback(f) ==
    LET n == 1 - page[f].wb
    IN  [vmstat EXCEPT !.writeback = @ + n, !.bdi = IF CopiesPages THEN @ ELSE @ + n]
AccountWritten(frames) ==
    LET n == Cardinality({f \in frames : page[f].wb = 1})
        v == [vmstat EXCEPT !.writeback = @ - n]
    IN  IF CopiesPages THEN v ELSE BdiWriteoutInc(BdiWritebackDec(v, n), n)

(* A temporary page is filled; the WRITE of n pages is over; its temporary pages are freed. *)
AccountCopy == [vmstat EXCEPT !.pages = @ + 1, !.temp = @ + 1, !.bdi = @ + 1]
NrWritebackTempDec(v, n) == [v EXCEPT !.temp = @ - n]
AccountFinish(v, n) ==
    IF CopiesPages THEN BdiWriteoutInc(NrWritebackTempDec(BdiWritebackDec(v, n), n), n) ELSE v
AccountFree(v, n) == IF CopiesPages THEN [v EXCEPT !.pages = @ - n] ELSE v

-----------------------------------------------------------------------------
(* Ghost: a cell is one operation's content of one half page. *)

Cell(id, h) == id * 10 + h
HalfOf(c) == c % 10
IdOf(c) == c \div 10
IsStore(x) == x # 0 /\ x # INIT_DATA
RankIn(q, id) == IF \E i \in 1..Len(q) : q[i] = id
                 THEN CHOOSE i \in 1..Len(q) : q[i] = id
                 ELSE 0
Rank(h, id) == IF IsStore(id) THEN RankIn(order[h], id) ELSE 0
Stored == UNION {{Cell(order[h][i], h) : i \in 1..Len(order[h])} : h \in Halves}
StoredBeyond(size) == {c \in Stored : HalfOf(c) >= size}
Ended(id) == \E t \in Tasks : \E i \in 1..Len(Prog[t]) : Prog[t][i].id = id /\ ip[t] > i
EndedStores == {c \in Stored : c \notin exempt /\ Ended(IdOf(c))}

-----------------------------------------------------------------------------
InitCached(k) == k < PagesIn(FileHalves)
InitHalf(h) == IF h < FileHalves THEN INIT_DATA ELSE 0

Init ==
    /\ pc = [c \in Ctx |-> IF c \in Tasks THEN StartOf(c, 1) ELSE "daemon:read"]
    /\ stk = [c \in Ctx |-> <<>>]
    /\ loc = [c \in Ctx |-> IF c \in Tasks THEN NoLocals ELSE DaemonLocals]
    /\ ip = [t \in Tasks |-> 1]
    /\ cache = [k \in Pages |-> IF InitCached(k) THEN k * FrameCopies + 1 ELSE 0]
    /\ page = [f \in Frames |->
                 LET k == IndexOf(f)
                 IN  IF InitCached(k) /\ f = k * FrameCopies + 1
                     THEN [NoPage EXCEPT !.upto = 1,
                                         !.data = <<InitHalf(2 * k), InitHalf(2 * k + 1)>>]
                     ELSE NoPage]
    /\ pte = [m \in Maps |-> [k \in Pages |-> 0]]
    /\ lockq = [f \in Frames |-> <<>>]
    /\ wbq = [f \in Frames |-> <<>>]
    /\ isize = FileHalves
    /\ imutex = 0
    /\ bad = 0
    /\ fclock = 0
    /\ writectr = 0
    /\ queued = <<>>
    /\ wpages = <<>>
    /\ waitq = <<>>
    /\ req = [s \in Slots |-> NoReq]
    /\ pending = <<>>
    /\ ssize = FileHalves
    /\ sdata = [h \in Halves |-> InitHalf(h)]
    /\ files = [list |-> [h \in 1..Handles |-> h],
                count |-> [h \in 1..Handles |-> 1],
                gone |-> [h \in 1..Handles |-> 0],
                meta |-> {}, fslock |-> 0, aborted |-> 0, untold |-> {}]
    /\ vmstat = NoPages
    /\ order = [h \in Halves |-> <<>>]
    /\ exempt = {}
    /\ before = [t \in Tasks |-> {}]
    /\ dead = {}
    /\ cut = {}
    /\ applied = [h \in Halves |-> 0]
    /\ lost = [cells |-> {}, told |-> {}]
    /\ gbad = {}
    /\ bug = "-"
=============================================================================
