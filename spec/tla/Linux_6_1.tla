------------------------------ MODULE Linux_6_1 -----------------------------
(***************************************************************************)
(* Generation 6.1: fs/fuse/file.c as it is since 2020.  The WRITEs of       *)
(* writeback are in a tree, in which no two have a page in common.  A new   *)
(* request is entered with its first page (c146024ec44c); if the tree has   *)
(* one with that page, the new copy goes behind that one.  Only what is     *)
(* chained gets new content, never the request in front.  One that was      *)
(* answered leaves the tree before what is chained is entered               *)
(* (69a6487ac0ea).  fuse_launder_page waits for the copy in flight first.   *)
(*                                                                         *)
(* The tree is wpages; fclock stands for fi->lock, too.  What a dropped     *)
(* request has chained behind it is freed with it.                          *)
(*                                                                         *)
(* The end of a WRITE that failed tells the mapping (mapping_set_error),    *)
(* and fsync looks for that when its pages are written, and once more when  *)
(* every WRITE is answered (ac7f052b9e15); close looks after its ->flush.   *)
(*                                                                         *)
(* Not modelled here: writeback_cache, fallocate, reads, stat, O_TRUNC,     *)
(* syncfs.  They are in the Java model.                                     *)
(***************************************************************************)
EXTENDS Linux_3_13

WARN_TREE == "WARN_ON in tree_insert"

(* What request s, with n pages, has in common with the tree. *)
Overlaps(s, n) ==
    {i \in 1..Len(wpages) : \E k \in FirstPage(s)..(FirstPage(s) + n - 1) : HoldsPage(wpages[i], k)}

(* tree_insert: warns and does nothing where a page is there already. *)
TreeInsert(s) ==
    IF Overlaps(s, req[s].n) = {}
    THEN wpages' = <<s>> \o wpages /\ UNCHANGED bug
    ELSE Fails(WARN_TREE) /\ UNCHANGED wpages

FillInFlight__since_6_1(k) == InFlight(k)
MayUpdate__since_6_1(s) == FALSE                \* not asked: fuse_writepage_add
MayChain__since_6_1(s) == TRUE

-----------------------------------------------------------------------------
(* fuse_writepages_fill *)

(* A batch is looked at first; without one a request is made for the page. *)
FillFirst(t) == IF loc[t].req # 0 THEN "fuse_writepages_fill:in_flight" ELSE "fuse_writepages_fill:set_writeback"
FillLabel__since_6_1(t) == IF Handles > 0 /\ loc[t].ff = 0 THEN "fuse_write_file_get:get" ELSE FillFirst(t)
GotFileLabel__since_6_1(t) == IF WritesOnePage(t) THEN "fuse_writepage_locked:copy" ELSE FillFirst(t)

(* fuse_writepage_need_send: the batch so far is sent if this page cannot join it. *)
FuseWritepagesFill_in_flight__since_6_1(t) ==
    LET k == IndexOf(loc[t].page)
    IN  /\ pc[t] = "fuse_writepages_fill:in_flight"
        /\ fclock = 0
        /\ IF FillInFlight(k) \/ loc[t].num >= MaxPages \/ loc[t].orig - 1 + loc[t].num # k
           THEN Call(t, "fuse_writepages_send:queue", "fuse_writepages_fill:set_writeback", loc[t])
           ELSE Goto(t, "fuse_writepages_fill:set_writeback", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* A new request is not in the tree yet: nobody sees it. *)
FuseWritepagesFill_set_writeback__since_6_1(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        s == MinOf(FreeSlots(k))
    IN  /\ pc[t] = "fuse_writepages_fill:set_writeback"
        /\ page' = [page EXCEPT ![f] = UnderWriteback(f)]
        /\ vmstat' = AccountWriteback(f)
        /\ IF loc[t].req # 0
           THEN Goto(t, "fuse_writepages_fill:copy", loc[t]) /\ UNCHANGED req
           ELSE /\ Assert(FreeSlots(k) # {}, "no free request slot: Copies is too small")
                /\ req' = [req EXCEPT ![s] = [NoReq EXCEPT !.st = "INIT", !.op = "WRITE", !.off = 2 * k,
                                                           !.data = <<>>]]
                /\ Goto(t, "fuse_writepages_fill:copy", [loc[t] EXCEPT !.req = s, !.orig = k + 1, !.num = 0])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, pending, server, ghost>>

FuseWritepagesFill_copy__since_6_1(t) ==
    LET f == loc[t].page
        s == loc[t].req
    IN  /\ pc[t] = "fuse_writepages_fill:copy"
        /\ req' = [req EXCEPT ![s].data = @ \o page[f].data]
        /\ vmstat' = AccountCopy
        /\ Goto(t, IF loc[t].num > 0 THEN "fuse_writepages_fill:count" ELSE "fuse_writepage_add:add", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, server, ghost>>

(* What is chained behind s with page k alone. *)
RECURSIVE AuxWith(_, _)
AuxWith(s, k) ==
    IF req[s].aux = <<>> THEN 0
    ELSE LET next == Head(req[s].aux) IN IF FirstPage(next) = k THEN next ELSE AuxWith(next, k)

FuseWritepageAdd_add(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        new == loc[t].req
        there == Overlaps(new, 1)
        old == wpages[MinOf(there)]
        aux == AuxWith(old, k)
        done == [loc[t] EXCEPT !.req = 0, !.orig = 0]          \* num is 0 before it is in the tree
    IN  /\ pc[t] = "fuse_writepage_add:add"
        /\ fclock = 0
        /\ IF there = {}
           THEN /\ wpages' = <<new>> \o wpages
                /\ req' = [req EXCEPT ![new].n = 1]
                /\ Goto(t, "fuse_writepages_fill:unlock_page", [loc[t] EXCEPT !.num = 1])
                /\ UNCHANGED vmstat
           ELSE /\ UNCHANGED wpages
                /\ req' = IF aux # 0
                          THEN [req EXCEPT ![aux].data = page[f].data, ![new] = NoReq]
                          ELSE [req EXCEPT ![new].n = 1, ![new].aux = req[old].aux, ![old].aux = <<new>>]
                /\ vmstat' = IF aux # 0 THEN AccountMerged ELSE vmstat
                /\ Goto(t, "fuse_writepages_fill:end_writeback", done)
        /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, waitq, pending, server, ghost>>

-----------------------------------------------------------------------------
(* SETATTR's request is made when nowrite is set: a lost connection is seen when it is sent. *)
GetReqFails__since_6_1 == FALSE

-----------------------------------------------------------------------------
(* One page *)

CallLaunder__since_6_1(t, v) ==
    LET after == <<"fuse_writepage_locked:set_writeback", "fuse_wait_on_page_writeback:wait">>
    IN  /\ pc' = [pc EXCEPT ![t] = "fuse_wait_on_page_writeback:wait"]
        /\ stk' = [stk EXCEPT ![t] = after \o @]
        /\ SetLoc(t, v)
        /\ UNCHANGED ip

FuseWritepageLocked_queue__since_6_1(t) ==
    LET s == loc[t].req
    IN  /\ pc[t] = "fuse_writepage_locked:queue"
        /\ fclock = 0
        /\ TreeInsert(s)
        /\ queued' = Append(queued, s)
        /\ FlushThen(t, writectr, queued', "fuse_writepage_locked:end_writeback", [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, waitq, dev, srv,
                       order, exempt, before, dead, cut, applied, lost, gbad>>

-----------------------------------------------------------------------------
(* Sending and completion *)

(* writectr counts a request before it is known whether it is dropped; nobody can see that. *)

(* The requests chained behind s. *)
RECURSIVE ChainOf(_)
ChainOf(s) == IF req[s].aux = <<>> THEN {} ELSE {Head(req[s].aux)} \cup ChainOf(Head(req[s].aux))

(* A WRITE of n pages is freed, and with it some of a page each that are chained behind it: only the *)
(* WRITE itself went through fuse_writepage_finish, so those are counted off here (f7790d677853).    *)
AccountDropped(n, chained) == AccountFree(AccountFinish(vmstat, chained), n + chained)

FuseSendWritepage_drop__since_6_1(t) ==
    LET s == loc[t].req
        gone == {s} \cup ChainOf(s)
    IN  /\ pc[t] = "fuse_send_writepage:drop"
        /\ fclock' = 0
        /\ PutFile(req[s].ff, [r \in Slots |-> IF r \in gone THEN NoReq ELSE req[r]], pending)
        /\ vmstat' = AccountDropped(req[s].n, Cardinality(gone) - 1)
        /\ Goto(t, "fuse_send_writepage:relock", [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, fi, ssize, sdata, ghost>>

(* What was answered leaves the tree first. *)
LeftAtEnd(d) == Off(wpages, SlotOf(d))

FuseWritepageEnd_lock__since_6_1(d) ==
    /\ pc[d] = "fuse_writepage_end:lock"
    /\ fclock = 0
    /\ fclock' = d
    /\ IF req[SlotOf(d)].aux # <<>>
       THEN /\ wpages' = LeftAtEnd(d)
            /\ Goto(d, "fuse_writepage_end:next", EndLocals(d))
            /\ UNCHANGED <<writectr, vmstat>>
       ELSE /\ writectr' = Decremented(writectr)
            /\ wpages' = Off(wpages, SlotOf(d))
            /\ vmstat' = AccountFinish(vmstat, req[SlotOf(d)].n)
            /\ Call(d, "fuse_writepage_finish:wake", "fuse_writepage_end:unlock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, queued, waitq, dev, server, ghost>>

FuseWritepageEnd_next__since_6_1(d) ==
    LET s == SlotOf(d)
        next == Head(req[s].aux)
        ff == SecondaryHandle(req[s].ff)
        len == LengthToSend(next, SecondaryCrop(d))
        unchained == [Unchained(s, next) EXCEPT ![next].ff = ff]
        held == HandleTaken(ff)
    IN  /\ pc[d] = "fuse_writepage_end:next"
        /\ IF len > 0
           THEN /\ writectr' = Incremented(writectr)
                /\ TreeInsert(next)
                /\ req' = [unchained EXCEPT ![next].st = "PENDING", ![next].len = len]
                /\ pending' = Append(pending, next)
                /\ Goto(d, NextSecondaryLabel(unchained[s].aux), EndLocals(d))
                /\ files' = held
                /\ UNCHANGED <<vmstat, lost>>
           ELSE /\ req' = unchained                      \* truncated off completely: in the tree and out
                /\ Call(d, "fuse_writepage_finish:wake", "fuse_send_writepage:drop_secondary",
                        [EndLocals(d) EXCEPT !.req = next])
                /\ IF Overlaps(next, req[next].n) = {} THEN UNCHANGED bug ELSE Fails(WARN_TREE)
                /\ vmstat' = AccountFinish(vmstat, req[next].n)
                /\ Lost(next, held)
                /\ UNCHANGED <<writectr, wpages, pending>>
        /\ UNCHANGED <<mm, pageq, inode, fclock, queued, waitq, ssize, sdata,
                       order, exempt, before, dead, cut, applied, gbad>>

-----------------------------------------------------------------------------
(* Errors of WRITE *)

EndLabel__since_6_1(err) ==
    IF TellsErrors /\ err # 0 THEN "fuse_writepage_end:set_error" ELSE "fuse_writepage_end:lock"

(* mapping_set_error: every task that calls fsync is to be told once, and one close. *)
AS_EIO == 0
FuseWritepageEnd_set_error(d) ==
    /\ pc[d] = "fuse_writepage_end:set_error"
    /\ files' = [files EXCEPT !.untold = Tasks \cup {AS_EIO}]
    /\ Goto(d, "fuse_writepage_end:lock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

(* file_check_and_advance_wb_err finds an error that this fsync has not been told of: EIO. *)
FsyncToldOf(t) ==
    /\ files' = [files EXCEPT !.untold = @ \ {t, AS_EIO}]
    /\ before' = [before EXCEPT ![t] = {}]
    /\ lost' = AllTold
FsyncGoesOn == UNCHANGED <<files, before, lost>>

FsyncSteps__since_6_1 ==
    <<"filemap_fdatawait:wait">>
    \o (IF TellsErrors THEN <<"file_write_and_wait_range:check_wb_err">> ELSE <<>>)
    \o SyncWrites \o <<"fuse_fsync:send">>

FileWriteAndWaitRange_check_wb_err(t) ==
    /\ pc[t] = "file_write_and_wait_range:check_wb_err"
    /\ IF t \in files.untold
       THEN /\ pc' = [pc EXCEPT ![t] = "do_fsync:unlock"]
            /\ stk' = [stk EXCEPT ![t] = <<>>]
            /\ SetLoc(t, NoLocals)
            /\ UNCHANGED ip
            /\ FsyncToldOf(t)
       ELSE Return(t, loc[t]) /\ FsyncGoesOn
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat,
                   order, exempt, dead, cut, applied, gbad, bug>>

(* After the barrier once more: a WRITE that was with the daemon before it has failed. *)
FailedMeanwhile(t) == t \in files.untold

FuseFsync_send__since_6_1(t) ==
    /\ pc[t] = "fuse_fsync:send"
    /\ fclock = 0
    /\ IF FailedMeanwhile(t)
       THEN FsyncToldOf(t) /\ Goto(t, "do_fsync:unlock", loc[t]) /\ UNCHANGED dev
       ELSE /\ FsyncGoesOn
            /\ IF NoFsync
               THEN Goto(t, "do_fsync:unlock", loc[t]) /\ UNCHANGED dev
               ELSE Send(t, [NoReq EXCEPT !.st = "PENDING", !.op = "FSYNC"], "do_fsync:unlock", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, ssize, sdata, vmstat,
                   order, exempt, dead, cut, applied, gbad, bug>>

(* close(2) returns what ->flush does: filemap_check_errors takes the flag away.  Without a connection *)
(* FLUSH itself fails.                                                                               *)
FlushAndTell__since_6_1(t) ==
    IF TellsErrors THEN <<"sys_close:flush">> \o FlushSteps(t) \o <<"sys_close:flushed">> ELSE FlushSteps(t)

SysClose_flush(t) ==
    /\ pc[t] = "sys_close:flush"
    /\ before' = [before EXCEPT ![t] = EndedStores]
    /\ Return(t, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, order, exempt, dead, cut, applied, lost, gbad, bug>>

FlushChecks == AS_EIO \in files.untold
SysClose_flushed(t) ==
    LET fails == FlushChecks \/ Aborted
    IN  /\ pc[t] = "sys_close:flushed"
        /\ files' = IF FlushChecks THEN [files EXCEPT !.untold = @ \ {AS_EIO}] ELSE files
        /\ lost' = IF fails THEN AllTold ELSE lost
        /\ gbad' = IF fails THEN gbad ELSE gbad \cup FsyncBreaks(t)
        /\ before' = [before EXCEPT ![t] = {}]
        /\ Return(t, loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat,
                       order, exempt, dead, cut, applied, bug>>

GenerationStep__since_6_1(t) ==
    \/ GenerationStep__since_3_13(t)
    \/ FuseWritepageAdd_add(t)
    \/ FileWriteAndWaitRange_check_wb_err(t)
    \/ SysClose_flush(t)
    \/ SysClose_flushed(t)

GenerationEnd__since_6_1(d) ==
    \/ GenerationEnd__since_3_13(d)
    \/ FuseWritepageEnd_set_error(d)

-----------------------------------------------------------------------------
(* Fixes since 2020 taken out *)

(* 69a6487ac0ea: what is chained is entered while the answered WRITE is still in the tree. *)
LeftAtEnd__without_69a6487ac0ea(d) == wpages

(* ac7f052b9e15: fsync does not look for errors after the barrier (until 2016). *)
FailedMeanwhile__without_ac7f052b9e15(t) == FALSE

(* flush-check: ->flush does not look for errors. *)
FlushChecks__without_flush_check == FALSE

(* Proposed: a WRITE that is dropped for want of a connection is an error of the mapping, too. *)
DropTells__with_drop_records_error == Tasks \cup {AS_EIO}

(* f7790d677853: what was chained behind a dropped WRITE is freed and not counted off (until 2024). *)
AccountDropped__without_f7790d677853(n, chained) == AccountFree(vmstat, n + chained)

(* c146024ec44c: launder writes a page whose copy is in flight. *)
CallLaunder__since_6_1__without_c146024ec44c(t, v) ==
    Call(t, "fuse_writepage_locked:set_writeback", "fuse_wait_on_page_writeback:wait", v)
=============================================================================
