/* A store in plain C: everything in memory, behind one lock. What a host writes that keeps rows its own way. */
#ifndef PLAIN_STORE_H
#define PLAIN_STORE_H

#include <lilac.h>

/* Fills `out` with a new, empty store; out->destroy frees it. LILAC_E_MEMORY when there is no memory for it. */
lilac_status plain_store_make(lilac_store* out);

#endif
