import { AFFINITY } from './services';
import { oneOf } from './settings-checks';
import type { ServiceAffinity } from '../../../fleet';
import { checkProps, FLAG, TEXT } from '../../../fleet/check-props';
import { refuseOthers } from '../../../fleet/refuse-others';

/** How a global service works. */
export interface GlobalServiceOptions {
  /** Whether pods of this cluster answer callers in other ones; `false` only uses those of others. @default true */
  readonly shared?: boolean;
  /** Which clusters answer first: `local` the caller's own, `remote` another one, `none` all alike. @default 'none' */
  readonly affinity?: ServiceAffinity;
  /** Whether endpoints in other members also show as EndpointSlices; needs `endpointSlices` of the mesh. @default - of headless Services only */
  readonly syncEndpointSlices?: boolean;
}

/**
 * Annotations that make a Service global, without the multi-cluster services API: in each member in which a Service of the same name and namespace
 * has them, it leads to the pods of all of them (cilium v1.20 `Documentation/network/clustermesh/services.rst`).
 *
 * @throws for options that are none
 */
export function globalService(options: GlobalServiceOptions = {}): Readonly<Record<string, string>> {
  const where = 'globalService: ';
  checkProps(where, options, {}, { shared: FLAG, affinity: TEXT, syncEndpointSlices: FLAG });
  refuseOthers(where, options, ['shared', 'affinity', 'syncEndpointSlices']);
  const { shared, affinity, syncEndpointSlices } = options;
  if (affinity !== undefined) {
    oneOf(`${where}affinity`, affinity, ['local', 'remote', 'none']);
  }
  return {
    'service.cilium.io/global': 'true',
    ...(shared !== undefined && { 'service.cilium.io/shared': String(shared) }),
    ...(affinity !== undefined && { [AFFINITY]: affinity }),
    ...(syncEndpointSlices !== undefined && { 'service.cilium.io/global-sync-endpoint-slices': String(syncEndpointSlices) }),
  };
}
