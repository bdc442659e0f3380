---- MODULE Reach ----
EXTENDS Linux_0_1
Reach_at(l) == \E c \in Ctx : pc[c] = l
Reach_asleep(l) == FALSE
Reach_cropped == writectr = 11
====
