import { annotationOf, isGlobalService } from './objects-of-members';
import { CiliumMeshRule, membersIn, valueAt } from './rule';
import { finding } from '../../../../fleet/rules/text';

const ANNOTATION = 'clustermesh.cilium.io/global';

/** Global Services whose namespace keeps them in their cluster. */
export const CILIUM_NAMESPACE_NOT_GLOBAL: CiliumMeshRule = {
  code: 'cilium-namespace-not-global',
  severity: 'warning',
  summary: 'A global Service of Cilium is in a namespace that is not.',
  why: `Cilium tells other members of nothing in such a namespace: one with the annotation \`${ANNOTATION}: "false"\`, or without it where`
    + ' `clustermesh.defaultGlobalNamespace` is false (cilium v1.20 `values.yaml`). Namespaces that others make are taken for right.',
  fix: `Annotate the Namespace with \`${ANNOTATION}: "true"\`, or leave the annotation of the Service out.`,
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster: { name: cluster }, values }) => {
    const own = mesh.objects.filter(object => object.cluster === cluster);
    const isGlobalByDefault = valueAt(values, 'clustermesh.defaultGlobalNamespace') !== false;
    const closed = new Set(own.filter(({ kind }) => kind === 'Namespace')
      .filter(object => (annotationOf(object, [ANNOTATION]) ?? `${isGlobalByDefault}`) !== 'true').map(({ name }) => name));
    return own.filter(object => isGlobalService(object) && closed.has(object.name.split('/')[0])).map(({ name, path }) => {
      const [namespace] = name.split('/');
      return finding(CILIUM_NAMESPACE_NOT_GLOBAL, [cluster], [mesh.path, path],
        `${mesh.path}: Service ${name} of ${cluster} is global, and its namespace ${namespace} is not, so that it stays in ${cluster}: annotate the Namespace with ${ANNOTATION}: "true"`);
    });
  }),
};
