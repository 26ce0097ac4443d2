#include "textflag.h"

// The functions of kernel.go in SSE2, which every amd64 processor has. A kernel's
// Go function says what it does; names of registers' contents stand beside them.

// func sumSmall(sums *[48]int32, table unsafe.Pointer, rows []uint32, mask uint32)
TEXT ·sumSmall(SB), NOSPLIT, $0-44
	MOVQ table+8(FP), SI
	MOVQ rows_base+16(FP), BX
	MOVQ rows_len+24(FP), CX
	MOVL mask+40(FP), DX
	PXOR X9, X9
	PXOR X3, X3 // sums of 8 columns each, in 16 bits: X3 to X8
	PXOR X4, X4
	PXOR X5, X5
	PXOR X6, X6
	PXOR X7, X7
	PXOR X8, X8
	LEAQ (BX)(CX*4), DI // past the last row

eight:
	CMPQ BX, DI
	JEQ  done
	LEAQ 32(BX), R8 // the end of eight rows, or of those that are left
	CMPQ R8, DI
	CMOVQHI DI, R8

	// 112 too much for each row: four bytes × 28
	MOVQ   R8, R9
	SUBQ   BX, R9
	IMUL3L $-28, R9, R9
	MOVD   R9, X0
	PUNPCKLBW X0, X0
	PSHUFLW   $0, X0, X0
	PUNPCKLQDQ X0, X0
	MOVO X0, X1
	MOVO X0, X2

row:
	MOVL (BX), R9
	ANDL DX, R9
	LEAQ (R9)(R9*2), R9
	SHLQ $4, R9
	MOVOU (SI)(R9*1), X10
	MOVOU 16(SI)(R9*1), X11
	MOVOU 32(SI)(R9*1), X12
	PADDB X10, X0
	PADDB X11, X1
	PADDB X12, X2
	ADDQ  $4, BX
	CMPQ  BX, R8
	JNE   row

	MOVO X0, X10
	MOVO X1, X11
	MOVO X2, X12
	PUNPCKLBW X9, X0
	PUNPCKHBW X9, X10
	PUNPCKLBW X9, X1
	PUNPCKHBW X9, X11
	PUNPCKLBW X9, X2
	PUNPCKHBW X9, X12
	PADDW X0, X3
	PADDW X10, X4
	PADDW X1, X5
	PADDW X11, X6
	PADDW X2, X7
	PADDW X12, X8
	JMP   eight

done:
	MOVQ sums+0(FP), DI
	SHLL $4, CX // 16 for each row
	MOVD CX, X10
	PSHUFL $0, X10, X10

#define SPREAD(from, at) \
	MOVO from, X11; \
	PUNPCKLWL X9, from; \
	PUNPCKHWL X9, X11; \
	PSUBL X10, from; \
	PSUBL X10, X11; \
	MOVOU from, at(DI); \
	MOVOU X11, (at+16)(DI)

	SPREAD(X3, 0)
	SPREAD(X4, 32)
	SPREAD(X5, 64)
	SPREAD(X6, 96)
	SPREAD(X7, 128)
	SPREAD(X8, 160)
	RET

// func sumEight(sums *[8]int32, table unsafe.Pointer, rows []uint32, mask uint32, step uintptr)
TEXT ·sumEight(SB), NOSPLIT, $0-56
	MOVQ sums+0(FP), DI
	MOVQ table+8(FP), SI
	MOVQ rows_base+16(FP), BX
	MOVQ rows_len+24(FP), CX
	MOVL mask+40(FP), DX
	MOVQ step+48(FP), R12
	PXOR X9, X9
	PXOR X0, X0
	PXOR X1, X1
	LEAQ (BX)(CX*4), R8
	LEAQ -4(R8), R10

two:
	CMPQ BX, R10
	JGE  last
	MOVL (BX), R9
	MOVL 4(BX), R11
	ANDL DX, R9
	ANDL DX, R11
	IMULQ R12, R9
	IMULQ R12, R11
	MOVQ (SI)(R9*1), X2
	MOVQ (SI)(R11*1), X3
	PUNPCKLBW X9, X2
	PUNPCKLBW X9, X3
	PADDW X2, X0
	PADDW X3, X1
	ADDQ $8, BX
	JMP  two

last:
	CMPQ BX, R8
	JEQ  done
	MOVL (BX), R9
	ANDL DX, R9
	IMULQ R12, R9
	MOVQ (SI)(R9*1), X2
	PUNPCKLBW X9, X2
	PADDW X2, X0

done:
	PADDW X1, X0
	SHLL $7, CX // 128 for each row
	MOVD CX, X10
	PSHUFL $0, X10, X10
	SPREAD(X0, 0)
	RET

// func sumFew(sums *[8]int32, hits []uint32, base, at, rows unsafe.Pointer, size int)
TEXT ·sumFew(SB), NOSPLIT, $0-64
	MOVQ sums+0(FP), DI
	MOVQ hits_base+8(FP), BX
	MOVQ hits_len+16(FP), CX
	MOVQ base+32(FP), SI
	MOVQ at+40(FP), DX
	MOVQ rows+48(FP), R12
	MOVQ size+56(FP), R13
	PXOR X9, X9
	PXOR X0, X0
	LEAQ (BX)(CX*4), R8 // past the last hit

hit:
	CMPQ BX, R8
	JEQ  done
	MOVL (BX), R9
	MOVL R9, R10
	SHRL $15, R10 // 3+fewGroup
	MOVL (SI)(R10*4), R10
	MOVL R9, R11
	SHRL $3, R11
	MOVWLZX (DX)(R11*2), R11
	ANDL $7, R9
	ADDL R11, R10
	ADDL R9, R10
	IMULQ R13, R10
	MOVQ (R12)(R10*1), X2
	PUNPCKLBW X9, X2
	PADDW X2, X0
	ADDQ $4, BX
	JMP  hit

done:
	SHLL $7, CX // 128 for each row
	MOVD CX, X10
	PSHUFL $0, X10, X10
	SPREAD(X0, 0)
	RET

// func sumDense(out *[256]int32, table unsafe.Pointer, rows []uint32, columns int)
TEXT ·sumDense(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ table+8(FP), SI
	MOVQ rows_base+16(FP), BX
	MOVQ rows_len+24(FP), CX
	MOVQ columns+40(FP), DX
	PXOR X9, X9
	LEAQ (BX)(CX*4), R8 // past the last row
	SHLL $7, CX         // 128 for each row
	MOVD CX, X10
	PSHUFL $0, X10, X10

#define ADDTO(from, at) \
	MOVOU at(DI), X2; \
	PSUBL X10, from; \
	PADDL from, X2; \
	MOVOU X2, at(DI)

column:
	SUBQ $1, DX
	JLT  end
	PXOR X0, X0
	PXOR X1, X1
	MOVQ BX, R10

row:
	CMPQ R10, R8
	JEQ  sum
	MOVL (R10), R9
	MOVOU (SI)(R9*8), X2
	MOVO X2, X3
	PUNPCKLBW X9, X2
	PUNPCKHBW X9, X3
	PADDW X2, X0
	PADDW X3, X1
	ADDQ $4, R10
	JMP  row

sum:
	MOVO X0, X4
	MOVO X1, X5
	PUNPCKLWL X9, X0
	PUNPCKHWL X9, X4
	PUNPCKLWL X9, X1
	PUNPCKHWL X9, X5
	ADDTO(X0, 0)
	ADDTO(X4, 16)
	ADDTO(X1, 32)
	ADDTO(X5, 48)
	ADDQ $16, SI
	ADDQ $64, DI
	JMP  column

end:
	RET

// func scoreUnits(out []float32, pairs unsafe.Pointer, active []unit, less int, scale float32)
TEXT ·scoreUnits(SB), NOSPLIT, $0-68
	MOVQ out_base+0(FP), DI
	MOVQ out_len+8(FP), CX
	MOVQ pairs+24(FP), SI
	MOVQ active_base+32(FP), BX
	MOVQ active_len+40(FP), DX
	MOVQ less+56(FP), R9
	MOVQ R9, X8
	PSHUFL $0, X8, X8
	MOVSS  scale+64(FP), X9
	SHUFPS $0, X9, X9
	SHLQ $4, DX
	ADDQ BX, DX // past the last unit

	// Products of 16 bits with neighbours added (PMADDWL): the upper halves of
	// weights are 0.
#define WEIGH(at, tmp, acc) \
	MOVOU at(SI)(R9*1), tmp; \
	PMADDWL X10, tmp; \
	PADDL tmp, acc

#define ADDSCALED(from, at) \
	PSUBL X8, from; \
	CVTPL2PS from, from; \
	MULPS X9, from; \
	MOVUPS at(DI), X11; \
	ADDPS from, X11; \
	MOVUPS X11, at(DI)

	// 24 labels at a time, then eight.
many:
	CMPQ CX, $24
	JLT  eight
	SUBQ $24, CX
	PXOR X0, X0
	PXOR X1, X1
	PXOR X2, X2
	PXOR X3, X3
	PXOR X4, X4
	PXOR X5, X5
	MOVQ BX, R8

manyUnits:
	CMPQ R8, DX
	JEQ  manyDone
	MOVQ 8(R8), R9
	MOVL (R8), X10
	PSHUFL $0, X10, X10
	WEIGH(0, X11, X0)
	WEIGH(16, X12, X1)
	WEIGH(32, X13, X2)
	WEIGH(48, X14, X3)
	WEIGH(64, X11, X4)
	WEIGH(80, X12, X5)
	ADDQ $16, R8
	JMP  manyUnits

manyDone:
	ADDSCALED(X0, 0)
	ADDSCALED(X1, 16)
	ADDSCALED(X2, 32)
	ADDSCALED(X3, 48)
	ADDSCALED(X4, 64)
	ADDSCALED(X5, 80)
	ADDQ $96, SI
	ADDQ $96, DI
	JMP  many

eight:
	SUBQ $8, CX
	JLT  end
	PXOR X0, X0
	PXOR X1, X1
	MOVQ BX, R8

eightUnits:
	CMPQ R8, DX
	JEQ  eightDone
	MOVQ 8(R8), R9
	MOVL (R8), X10
	PSHUFL $0, X10, X10
	WEIGH(0, X11, X0)
	WEIGH(16, X12, X1)
	ADDQ $16, R8
	JMP  eightUnits

eightDone:
	ADDSCALED(X0, 0)
	ADDSCALED(X1, 16)
	ADDQ $32, SI
	ADDQ $32, DI
	JMP  eight

end:
	RET

// func forward(out, before, trans []float32)
TEXT ·forward(SB), NOSPLIT, $0-72
	MOVQ out_base+0(FP), DI
	MOVQ out_len+8(FP), CX
	MOVQ before_base+24(FP), BX
	MOVQ before_len+32(FP), DX
	MOVQ trans_base+48(FP), SI
	LEAQ (BX)(DX*4), DX // past the last of before
	MOVQ CX, R10
	SHLQ $2, R10        // bytes of a row

block:
	SUBQ  $8, CX
	JLT   end
	XORPS X0, X0
	XORPS X1, X1
	MOVQ  BX, R8
	MOVQ  SI, R9

label:
	CMPQ   R8, DX
	JEQ    store
	MOVSS  (R8), X2
	SHUFPS $0, X2, X2
	MOVUPS (R9), X3
	MOVUPS 16(R9), X4
	MULPS  X2, X3
	MULPS  X2, X4
	ADDPS  X3, X0
	ADDPS  X4, X1
	ADDQ   $4, R8
	ADDQ   R10, R9
	JMP    label

store:
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)
	ADDQ   $32, SI
	ADDQ   $32, DI
	JMP    block

end:
	RET

// func backward(out, beta, em, trans []float32)
TEXT ·backward(SB), NOSPLIT, $0-96
	MOVQ out_base+0(FP), DI
	MOVQ out_len+8(FP), CX
	MOVQ beta_base+24(FP), BX
	MOVQ beta_len+32(FP), DX
	MOVQ em_base+48(FP), R11
	MOVQ trans_base+72(FP), SI
	MOVQ CX, R10
	SHLQ $2, R10 // bytes of a row

block:
	SUBQ  $8, CX
	JLT   end
	XORPS X0, X0
	XORPS X1, X1
	XORQ  R8, R8
	MOVQ  SI, R9

label:
	CMPQ   R8, DX
	JEQ    store
	MOVSS  (R11)(R8*4), X5
	SHUFPS $0, X5, X5
	MOVSS  (BX)(R8*4), X2
	SHUFPS $0, X2, X2
	MOVUPS (R9), X3
	MOVUPS 16(R9), X4
	MULPS  X5, X3
	MULPS  X5, X4
	MULPS  X2, X3
	MULPS  X2, X4
	ADDPS  X3, X0
	ADDPS  X4, X1
	INCQ   R8
	ADDQ   R10, R9
	JMP    label

store:
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)
	ADDQ   $32, SI
	ADDQ   $32, DI
	JMP    block

end:
	RET

// func find(n *int, features []uint32, check unsafe.Pointer, buckets uint64)
TEXT ·find(SB), NOSPLIT, $0-48
	MOVQ features_base+8(FP), BX
	MOVQ features_len+16(FP), CX
	MOVQ check+32(FP), SI
	MOVQ buckets+40(FP), DX
	LEAQ ·checks(SB), DI
	XORQ R8, R8 // how many are kept
	XORQ AX, AX

feature:
	CMPQ AX, CX
	JEQ  end
	MOVL (BX)(AX*4), R9
	MOVBLZX R9B, R10
	IMULQ DX, R9
	SHRQ $32, R9 // the bucket
	MOVQ (SI)(R9*8), X0
	MOVQ (DI)(R10*8), X1
	PCMPEQB X1, X0 // all of the upper eight bytes are equal: 0
	PMOVMSKB X0, R10
	TZCNTL R10, R10 // the slot, 8 for none
	LEAQ (R10)(R9*8), R9
	MOVL R9, (BX)(R8*4)
	CMPL R10, $8
	ADCQ $0, R8
	INCQ AX
	JMP  feature

end:
	MOVQ n+0(FP), DI
	MOVQ R8, (DI)
	RET
