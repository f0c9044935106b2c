import { settledMembers, SubmarinerRule } from './rule';
import { finding, nameRange } from '../../../../fleet/rules/text';
import { Cidr } from '../../../../net';
import { addressOf, hostOf } from '../api-server';

/** A broker that members look for in their own network. */
export const SUBMARINER_BROKER_ADDRESS: SubmarinerRule = {
  code: 'submariner-broker-address',
  severity: 'error',
  summary: 'The address of the broker of a Submariner mesh lies in a pod or service range of a cluster.',
  why: 'A service address of the broker means nothing outside of it, and a member that has the range itself looks for the broker within. The operator tries again for ever.',
  fix: 'Write the address by which members reach the API server of the broker from outside.',
  check: (model, mesh) => {
    const address = addressOf(hostOf(mesh.settings.brokerApiServer));
    if (address === undefined) {
      return [];
    }
    const single = Cidr.of(address.family, address.value, address.family === 4 ? 32 : 128);
    const broker = model.clusters.find(({ name }) => name === mesh.broker)!;
    const clusters = new Map([broker, ...settledMembers(model, mesh).map(({ cluster }) => cluster)].map(cluster => [cluster.name, cluster]));
    return [...clusters.values()].flatMap(cluster => cluster.ranges.filter(({ space, within, cidr }) =>
      within === undefined && (space === 'pods' || space === 'services') && cidr.contains(single)).map(range => finding(SUBMARINER_BROKER_ADDRESS, [cluster.name], [mesh.path, range.path],
      `${mesh.path}: brokerApiServer ${mesh.settings.brokerApiServer} lies in ${nameRange(range)}: write the address by which members reach the API server of ${mesh.broker}`)));
  },
};
