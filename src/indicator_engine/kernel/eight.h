/* Eight bytes of a text at a time, the first in the lowest place of a register. */

#ifndef INDICATOR_ENGINE_EIGHT_H
#define INDICATOR_ENGINE_EIGHT_H

#include <stdint.h>

#if defined(__GNUC__) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define HAS_EIGHT 1

/* The same byte eight times. */
#define EIGHT(byte) ((uint64_t)(byte) * 0x0101010101010101u)

/* Return the highest bit of each byte that is a certain one, and no other bit. */
static inline uint64_t bytes_that_are(uint64_t bytes, uint8_t byte)
{
    const uint64_t others = bytes ^ EIGHT(byte), rest = EIGHT(0x7F);
    return ~(((others & rest) + rest) | others | rest);
}

/* Return how many bytes come before the first of these bits; there must be one. */
static inline int before_first(uint64_t bits)
{
    return __builtin_ctzll(bits) / 8;
}
#endif

#endif
