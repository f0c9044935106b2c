import { IstioRule } from './rule';
import { groupBy } from '../../../../fleet/collections';
import { finding, listed } from '../../../../fleet/rules/text';

/** Members of an ambient mesh on one network. */
export const ISTIO_AMBIENT_NETWORK: IstioRule = {
  code: 'istio-ambient-network',
  severity: 'error',
  summary: 'Members of an ambient mesh are on one network.',
  why: 'Istio has ambient over several clusters only where each is on a network of its own, in beta from 1.29 on; on one network it is neither supported nor tested (istio.io, '
    + 'ambient multicluster).',
  fix: 'Give each member a network of its own, or use sidecars: `Istio.multiPrimary`.',
  check: (_, { path, settings, members }) => (settings.form !== 'ambient' ? []
    : [...groupBy(members, ({ network }) => network)].filter(([, own]) => own.length > 1).map(([network, own]) => {
      const names = own.map(({ cluster }) => cluster.name);
      return finding(ISTIO_AMBIENT_NETWORK, names, [path],
        `${path}: ${listed(names)} are on network ${network}, and ambient joins clusters of different networks only: leave network out, or use Istio.multiPrimary`);
    })),
};
