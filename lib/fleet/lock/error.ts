/** The lock cannot be read or written; the message says why and what to do, and the file is as it was. */
export class LockError extends Error {
  public readonly name = 'LockError';
}
