------------------------------ MODULE FuseDev -------------------------------
(***************************************************************************)
(* fs/fuse/dev.c of Linux 2.6.26: requests on their way to the daemon and  *)
(* back, and the daemon itself, which applies them to a file of its own.   *)
(*                                                                         *)
(* A request slot has a context: the daemon (one of its threads) at work   *)
(* on that request, and the kernel code that runs when it writes the       *)
(* reply.  Requests are read in the order of fc->pending; with two threads *)
(* they are applied and answered in any order.                             *)
(*                                                                         *)
(* Not modelled: signals and INTERRUPT (the daemon may answer EINTR, with  *)
(* or without having done the work), the background queue's limit of 12    *)
(* (no scenario has that many requests).  When the connection is aborted   *)
(* the daemon dies with it: what it had read has no effect any more.       *)
(***************************************************************************)
EXTENDS DirectIo

Aborted == files.aborted = 1
SlotOf(d) == IF d \in Tasks THEN loc[d].aborted ELSE d - T   \* whose end this context runs
IsForeground(s) == s <= T
IsWriteback(s) == s \in WbSlots
Visible(s) == req[s].st \in {"PENDING", "SENT"}   \* on the connection's queue or later, not ended
Busy == Cardinality({d \in Daemons : pc[d] # "daemon:read"})

(* request_send: slot t of task t goes on the queue under fc->lock; then t waits for the answer.  *)
(* Without a connection the answer is there at once.                                              *)
Send(t, r, ret, v) == /\ fclock = 0
                      /\ req' = [req EXCEPT ![t] = IF Aborted THEN [r EXCEPT !.st = "FINISHED", !.err = ENOTCONN]
                                                             ELSE r]
                      /\ pending' = IF Aborted THEN pending ELSE Append(pending, t)
                      /\ Call(t, "request_wait_answer:wait", ret, v)

(* Errors of WRITE: the cells whose WRITE of writeback failed or found no connection, and those of *)
(* them that an fsync has told of.  Remembered where errors are told only: elsewhere every fsync   *)
(* after an abort fails by its own request.                                                        *)
TellsErrors == WriteMayFail \/ NoFsync

(* A WRITE that the daemon has not read names pages of the file where there are no temporary ones. *)
Carried(s, h) ==
    IF req[s].st = "SENT" \/ CopiesPages THEN req[s].data[h - req[s].off + 1]
    ELSE page[cache[h \div 2]].data[(h % 2) + 1]
WithFailed(s, len) ==
    IF ~TellsErrors THEN lost
    ELSE [lost EXCEPT !.cells = @ \cup {Cell(Carried(s, h), h) : h \in
              {x \in req[s].off..(req[s].off + len - 1) : IsStore(Carried(s, x))}}]

(* An fsync that fails promises nothing and tells of every error. *)
AllTold == [lost EXCEPT !.told = @ \cup lost.cells]

(* A setattr whose request failed goes on at its error path. *)
Failed(r) == r.err # 0 \/ (r.op = "SETATTR" /\ r.len = 1)
ReplyLabel(t) ==
    IF Head(stk[t]) = "fuse_do_setattr:apply" /\ Failed(req[t])
    THEN IF Op(t).op = "truncate" THEN "fuse_release_nowrite:release" ELSE "notify_change:unlock"
    ELSE Head(stk[t])
ReplyStack(t) ==
    IF Head(stk[t]) = "fuse_do_setattr:apply" /\ Failed(req[t]) /\ Op(t).op = "truncate"
    THEN <<"notify_change:unlock">>
    ELSE Tail(stk[t])

RequestWaitAnswer_wait(t) ==
    LET l == "request_wait_answer:wait"
    IN  /\ pc[t] = l
        /\ IF loc[t].tst = 1 THEN TRUE ELSE req[t].waiter = 0
        /\ IF req[t].st = "FINISHED"
           THEN /\ req' = [req EXCEPT ![t] = NoReq]
                /\ pc' = [pc EXCEPT ![t] = ReplyLabel(t)]
                /\ stk' = [stk EXCEPT ![t] = ReplyStack(t)]
                /\ loc' = [loc EXCEPT ![t] = LiveAt(ReplyLabel(t), [@ EXCEPT
                              !.tst = 0,
                              !.err = IF req[t].err = 0 /\ Failed(req[t]) THEN EIO ELSE req[t].err,
                              !.size = IF req[t].op = "SETATTR" THEN req[t].size ELSE 0])]
                /\ bad' = IF req[t].op = "SETATTR" /\ req[t].len = 1 THEN 1 ELSE bad
                /\ IF req[t].op = "FSYNC" /\ Failed(req[t])
                   THEN before' = [before EXCEPT ![t] = {}] /\ lost' = AllTold
                   ELSE UNCHANGED <<before, lost>>
                /\ UNCHANGED ip
           ELSE /\ IF loc[t].tst = 0
                   THEN /\ req' = [req EXCEPT ![t].waiter = 1]
                        /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1])
                   ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
                        /\ UNCHANGED req
                /\ UNCHANGED <<bad, before, lost>>
        /\ UNCHANGED <<mm, pageq, isize, imutex, fclock, fi, pending, srv,
                       order, exempt, dead, cut, applied, gbad, bug>>

-----------------------------------------------------------------------------
(* The daemon *)

Daemon_read(d) ==
    LET s == SlotOf(d)
        r == req[s]
    IN  /\ pc[d] = "daemon:read"
        /\ pending # <<>>
        /\ Head(pending) = s
        /\ ~Aborted
        /\ Busy < DaemonThreads
        /\ fclock = 0
        /\ pending' = Tail(pending)
        /\ req' = [req EXCEPT ![s].st = "SENT",
                   ![s].data = IF r.op = "WRITE" /\ r.page # 0 THEN page[r.page].data ELSE @]
        /\ Goto(d, "daemon:apply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

Covers(r, h) == r.op = "WRITE" /\ h >= r.off /\ h < r.off + r.len
FirstPage(s) == req[s].off \div 2
Payload(r, h) == r.data[h - 2 * (r.off \div 2) + 1]
Max(a, b) == IF a > b THEN a ELSE b

(* The request's effect on the daemon's file. *)
NewData(r, h) ==
    IF Covers(r, h) THEN Payload(r, h)
    ELSE IF r.op = "SETATTR" /\ r.off = 1 /\ h >= r.size THEN 0
    ELSE sdata[h]
NewSsize(r) ==
    IF r.op = "WRITE" THEN Max(ssize, r.off + r.len)
    ELSE IF r.op = "SETATTR" /\ r.off = 1 THEN r.size
    ELSE ssize
ReplyTo(s) ==
    LET r == req[s]
    IN  IF r.op = "SETATTR" /\ r.off = 0 THEN [r EXCEPT !.size = ssize]
        ELSE IF r.op = "READ"
        THEN [r EXCEPT !.data = <<sdata[2 * IndexOf(r.page)], sdata[2 * IndexOf(r.page) + 1]>>]
        ELSE r
(* P4: what writeback applied to a half page before was stored later than this. *)
(* Zeros have no place in a half page's history, so they are left out.          *)
Regresses(s) == /\ IsWriteback(s)
                /\ \E h \in Halves : /\ Covers(req[s], h)
                                     /\ Payload(req[s], h) # 0
                                     /\ Rank(h, Payload(req[s], h)) < applied[h]

TakesEffect(s) ==
    LET r == req[s]
    IN  /\ sdata' = [h \in Halves |-> NewData(r, h)]
        /\ ssize' = NewSsize(r)
        /\ gbad' = IF Regresses(s) THEN gbad \cup {"P4"} ELSE gbad
        /\ applied' = IF IsForeground(s) THEN applied
                      ELSE [h \in Halves |-> IF Covers(r, h) THEN Max(applied[h], Rank(h, Payload(r, h)))
                                                             ELSE applied[h]]
        /\ cut' = IF r.op = "SETATTR" /\ r.off = 1 THEN cut \cup StoredBeyond(r.size) ELSE cut
        /\ UNCHANGED <<files, vmstat, order, exempt, before, dead, lost, bug>>

Daemon_apply(d) ==
    LET s == SlotOf(d)
    IN  /\ pc[d] = "daemon:apply"
        /\ IF Aborted
           THEN UNCHANGED <<req, srv, ghost>>
           ELSE TakesEffect(s) /\ req' = [req EXCEPT ![s] = ReplyTo(s)]
        /\ Goto(d, "daemon:reply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending>>

(* SETATTR only: an error instead of the effect, or after it.  other_type is a   *)
(* successful answer about a file of another type: the kernel gives up the inode *)
(* (make_bad_inode) and fails with EIO; len = 1 marks it.                         *)
Daemon_refuse(d, err) ==
    LET s == SlotOf(d)
    IN  /\ pc[d] = "daemon:apply"
        /\ req[s].op = "SETATTR"
        /\ req' = [req EXCEPT ![s].err = err]
        /\ Goto(d, "daemon:reply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, srv, ghost>>
Daemon_eio_before(d) == "daemon:eio_before" \in SetattrMay /\ Daemon_refuse(d, EIO)
Daemon_eintr_before(d) == "daemon:eintr_before" \in SetattrMay /\ Daemon_refuse(d, EINTR)

Daemon_fail_after(d, err, otherType) ==
    LET s == SlotOf(d)
    IN  /\ pc[d] = "daemon:apply"
        /\ req[s].op = "SETATTR"
        /\ TakesEffect(s)
        /\ req' = [req EXCEPT ![s] = [ReplyTo(s) EXCEPT !.err = err, !.len = otherType]]
        /\ Goto(d, "daemon:reply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending>>
Daemon_eio_after(d) == "daemon:eio_after" \in SetattrMay /\ Daemon_fail_after(d, EIO, 0)
Daemon_eintr_after(d) == "daemon:eintr_after" \in SetattrMay /\ Daemon_fail_after(d, EINTR, 0)
Daemon_other_type(d) == "daemon:other_type" \in SetattrMay /\ Daemon_fail_after(d, 0, 1)

(* A WRITE of writeback fails, and nothing of it is done. *)
Daemon_fail_write(d) ==
    LET s == SlotOf(d)
    IN  /\ WriteMayFail
        /\ pc[d] = "daemon:apply"
        /\ IsWriteback(s)
        /\ IF Aborted
           THEN UNCHANGED <<req, lost>>
           ELSE /\ req' = [req EXCEPT ![s].err = EIO]
                /\ lost' = WithFailed(s, req[s].len)
        /\ Goto(d, "daemon:reply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, srv,
                       order, exempt, before, dead, cut, applied, gbad, bug>>

(* Where the end of a WRITE of writeback begins. *)
EndLabel(err) == "fuse_writepage_end:lock"

(* request_end: FINISHED, the sleeper woken; a WRITE of writeback runs its end        *)
(* callback next, in the daemon's own context; nobody waits for RELEASE.  A daemon    *)
(* that allocates memory before it answers waits for its own allocation.              *)
Allocated == Allocator = 0 \/ (IF Allocator = 0 THEN TRUE ELSE pc[Allocator] = "done")
Answer(d) ==
    LET s == SlotOf(d)
        r == req[s]
    IN  /\ req' = IF r.op = "RELEASE" THEN [req EXCEPT ![s] = NoReq]
                  ELSE [req EXCEPT ![s].st = "FINISHED", ![s].waiter = 0]
        /\ page' = IF r.op = "READ" THEN [page EXCEPT ![r.page].data = r.data] ELSE page
        /\ dead' = IF r.op = "SETATTR" /\ r.off = 1 /\ ~Failed(r)
                   THEN dead \cup {c \in before[s] : HalfOf(c) >= r.size}
                   ELSE dead
        /\ Goto(d, IF IsWriteback(s) THEN EndLabel(r.err) ELSE "daemon:read", DaemonLocals)
        /\ UNCHANGED <<order, exempt, before, cut, applied, lost, gbad, bug>>

(* fuse_dev_write: without a connection there is no such request any more. *)
Daemon_reply(d) ==
    /\ pc[d] = "daemon:reply"
    /\ Aborted \/ (~Silent /\ Allocated)
    /\ fclock = 0
    /\ IF Aborted
       THEN Goto(d, "daemon:read", DaemonLocals) /\ UNCHANGED <<req, page, ghost>>
       ELSE Answer(d)
    /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, pending, srv>>

-----------------------------------------------------------------------------
(* fuse_abort_conn: umount -f, the connection's control file, the death of   *)
(* the daemon.  Every request that is on its way ends, with an error, in the *)
(* context of who aborts: what the daemon has not read first, then what it   *)
(* has, in the order of the slots.                                           *)

OnItsWay == {s \in Slots : Visible(s)}

(* From now on nothing is sent. *)
FuseAbortConn_disconnect(t) ==
    /\ pc[t] = "fuse_abort_conn:disconnect"
    /\ fclock = 0
    /\ files' = [files EXCEPT !.aborted = 1]
    /\ IF Aborted \/ OnItsWay = {} THEN Finish(t) ELSE Goto(t, "end_requests:end", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

(* What a request's data is when it ends unanswered. *)
AbortedData(s) == req[s].data

(* request_end; a WRITE of writeback runs its end callback next. *)
EndRequests_end(t) ==
    LET s == IF pending # <<>> THEN Head(pending) ELSE MinOf(OnItsWay)
    IN  /\ pc[t] = "end_requests:end"
        /\ fclock = 0
        /\ pending' = IF pending # <<>> THEN Tail(pending) ELSE pending
        /\ req' = IF req[s].op = "RELEASE" THEN [req EXCEPT ![s] = NoReq]
                  ELSE [req EXCEPT ![s].st = "FINISHED", ![s].waiter = 0, ![s].err = ECONNABORTED,
                                   ![s].data = AbortedData(s)]
        /\ IF IsWriteback(s)
           THEN /\ Goto(t, EndLabel(ECONNABORTED), [loc[t] EXCEPT !.aborted = s])
                /\ lost' = WithFailed(s, req[s].len)
           ELSE /\ IF OnItsWay = {s} THEN Finish(t) ELSE Goto(t, "end_requests:end", loc[t])
                /\ UNCHANGED lost
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, order, exempt, before, dead, cut, applied, gbad, bug>>

(* The context that has run a request's end. *)
Completed(c) ==
    IF c \in Tasks
    THEN IF OnItsWay = {} THEN Finish(c) ELSE Goto(c, "end_requests:end", NoLocals)
    ELSE Goto(c, "daemon:read", DaemonLocals)

(* The locals of such a context between its steps. *)
EndLocals(c) == IF c \in Tasks THEN [NoLocals EXCEPT !.aborted = loc[c].aborted] ELSE DaemonLocals

AbortNext(t) ==
    \/ FuseAbortConn_disconnect(t)
    \/ EndRequests_end(t)

DaemonNext(d) ==
    \/ Daemon_read(d)
    \/ Daemon_apply(d)
    \/ Daemon_eio_before(d)
    \/ Daemon_eintr_before(d)
    \/ Daemon_eio_after(d)
    \/ Daemon_eintr_after(d)
    \/ Daemon_other_type(d)
    \/ Daemon_fail_write(d)
    \/ Daemon_reply(d)
=============================================================================
