import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** As many as Istio's own measurements have (istio.io, ambient multicluster performance: 10 clusters). */
const MEASURED = 10;

/** More members than anybody has measured. */
export const ISTIO_MANY_MEMBERS: IstioRule = {
  code: 'istio-many-members',
  severity: 'warning',
  summary: 'More clusters read each other in an Istio mesh than its project has measured.',
  why: 'Every control plane watches the API server of every other member and holds all of their endpoints: with 10 clusters about 180 MB for each further one (istio.io, ambient '
    + 'multicluster performance), and as many watches on each API server as there are members.',
  fix: 'Give istiod more memory (`values.istiod.resources`), or make several meshes of clusters that call each other.',
  check: (_, { path, settings: { primary }, members }) => (primary !== undefined || members.length <= MEASURED ? []
    : [finding(ISTIO_MANY_MEMBERS, members.map(({ cluster }) => cluster.name), [path],
      `${path}: ${members.length} control planes watch ${members.length} API servers each, and more than ${MEASURED} are measured by nobody: raise values.istiod.resources, or make`
      + ' several meshes of clusters that call each other')]),
};
