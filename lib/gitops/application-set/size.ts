import { Element } from './element';

/** The largest request that etcd takes, `--max-request-bytes` (etcd v3.6, server/embed/config.go, `DefaultMaxRequestBytes`): 1.5 MiB. */
const ETCD_LIMIT = 1.5 * 2 ** 20;

/** For what does not grow with the number of Applications: metadata with its managed fields, the template, conditions. */
const RESERVED = 128 * 2 ** 10;

/** Bytes that are left for the Applications of one ApplicationSet, which lies in etcd as JSON. */
export const ROOM = ETCD_LIMIT - RESERVED;

/**
 * What the controller writes about an Application into the status of the same object, beside its name: an entry of `status.resources` (up to 5000 of
 * them), and under RollingSync one of `status.applicationStatus` with a message and the revision of each source. The longest values of Argo CD v3.5.1
 * make 253, 232 and 74 bytes (applicationset/status, progressivesync/progressive_sync.go); the rest is for versions to come.
 */
const RESOURCE_STATUS = 320;
const ROLLING_STATUS = 320;
const REVISION = 76;

/** Bytes that an Application takes of its ApplicationSet. */
export function bytesOf(element: Element, sources: number, rolling: boolean): number {
  const name = element.application.length;
  return Buffer.byteLength(JSON.stringify(element)) + 1 + RESOURCE_STATUS + name + (rolling ? ROLLING_STATUS + name + sources * REVISION : 0);
}
