export { LockError } from './error';
export { Lock, LockOptions } from './lock';
export { ILock, LockConflict, LockFact, LockState } from './types';
