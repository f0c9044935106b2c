import { ApiObject } from 'cdk8s';

const SHARED = Symbol.for('cdk8s-fleet.sharedObject');

/**
 * Lets other constructs make the same object of the cluster: while they are equal they are one, written where the first of them lies. As soon as they
 * differ, by a patch for example, they are a `duplicate-object` finding.
 */
export function shareObject(object: ApiObject): ApiObject {
  Object.defineProperty(object, SHARED, { value: true });
  return object;
}

/** Whether an object may be made by several constructs. */
export function isShared(object: ApiObject): boolean {
  return SHARED in object;
}
