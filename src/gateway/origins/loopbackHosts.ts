/** The host names that a keyless server on this machine answers to. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;
