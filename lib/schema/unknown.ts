/** Tells the text in an object that stands for something which nobody knows yet. */
export interface UnknownValues {
  /** Whether a value is text with something unknown in it. */
  isIn(value: unknown): boolean;
  /** Whether nothing of the text is known, not even that it is text. */
  isWhole(value: unknown): boolean;
}

/** Whether anything unknown is in a value or below it. */
export function holdsUnknown(value: unknown, unknown: UnknownValues | undefined): boolean {
  if (unknown === undefined || typeof value !== 'object' || value === null) {
    return unknown?.isIn(value) === true;
  }
  return Object.values(value).some(item => holdsUnknown(item, unknown));
}
