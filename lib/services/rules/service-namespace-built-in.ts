import { findingOn, ServiceRule } from './rule';
import { BUILT_IN_NAMESPACES } from '../../fleet/namespaces';
import { nameOf } from '../settled-services';

/** Services in namespaces that every cluster has. */
export const serviceNamespaceBuiltIn: ServiceRule = {
  code: 'service-namespace-built-in',
  severity: 'warning',
  summary: 'A ServiceExportPair exports from default, kube-system, kube-public or kube-node-lease.',
  why: 'In a set of clusters a namespace has one owner and one meaning, and these have another one in every cluster: exports of the same name become one service'
    + ' without anybody meaning it (KEP-1645, and the position statement of sig-multicluster on namespace sameness).',
  fix: 'Move the Service to a namespace of its own.',
  check: ({ pairs }) => pairs.filter(({ service }) => BUILT_IN_NAMESPACES.includes(service.namespace)).map(pair => findingOn(
    serviceNamespaceBuiltIn, pair, pair.service.from,
    `exports ${nameOf(pair)}, and namespace ${pair.service.namespace} is in every cluster something else, so that Services which only share a name become one: move it to a`
    + ' namespace of its own',
  )),
};
