import { annotationOf, isGlobalService, MemberObject } from './objects-of-members';
import { CiliumMeshRule } from './rule';
import { groupBy } from '../../../../fleet/collections';
import { finding, listed } from '../../../../fleet/rules/text';

/** The annotation with the name that it had before (cilium v1.20 `pkg/annotation/k8s.go`). */
const SHARED = ['service.cilium.io/shared', 'io.cilium/shared-service'];

/** Global Services that lead nowhere. */
export const CILIUM_GLOBAL_SERVICE_ALONE: CiliumMeshRule = {
  code: 'cilium-global-service-alone',
  severity: 'warning',
  summary: 'A Service of Cilium is global in one member of a Cilium mesh and in no other, or no member shares its pods.',
  why: 'Global Services of one name and namespace lead to the pods of each other, where they are shared (cilium v1.20 `clustermesh/services.rst`): each member that calls it '
    + 'needs one. Services which charts install are not seen.',
  fix: 'Write the Service in the other members too, or leave the annotation out.',
  check: (_, { path, objects }) => [...groupBy(objects.filter(isGlobalService), ({ name }) => name)].flatMap(([name, same]) => {
    const clusters = [...new Set(same.map(({ cluster }) => cluster))].sort();
    const fault = clusters.length === 1 ? `is global in ${clusters[0]} and in no other member, so that it leads nowhere else: write it in the others, or leave the annotation out`
      : same.every(isConsumer) ? `is global in ${listed(clusters)}, and none of them shares its pods, so that it leads nowhere else: leave ${SHARED[0]} out where pods answer` : undefined;
    return fault === undefined ? [] : [finding(CILIUM_GLOBAL_SERVICE_ALONE, clusters, [path, ...same.map(({ path: at }) => at)], `${path}: Service ${name} ${fault}`)];
  }),
};

function isConsumer(object: MemberObject): boolean {
  return (annotationOf(object, SHARED) ?? 'true') !== 'true';
}
