/** The lock cannot be read or written; the message says why and what to do, and the file is as it was. */
export class LockError extends Error {
  /** Always `LockError`: tells it from other errors, also when two copies of this library are loaded. */
  public readonly name = 'LockError';
}
