/** Maps that people wrote and may go on using: freezing them would break their program. */
const THEIRS = ['labels', 'values'];

/** The same data, not to be changed any more: it is shared by everybody who asks. Class instances, immutable by themselves, are left alone. */
export function freeze<T>(value: T): T {
  const isData = Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
  if (isData && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.entries(value as object).filter(([key]) => !THEIRS.includes(key)).forEach(([, item]) => freeze(item));
  }
  return value;
}
