import { SubmarinerRule } from './rule';
import type { AddressRange } from '../../../../fleet';
import { finding, nameRange } from '../../../../fleet/rules/text';
import { Cidr, overlappingPairs } from '../../../../net';

/** The first byte of an address in the network between gateways. */
const NETWORK = 241n;
const REST = 2n ** 24n;

/** Node ranges that are told apart only by what the cable vxlan leaves out. */
export const SUBMARINER_VXLAN_ADDRESSES: SubmarinerRule = {
  code: 'submariner-vxlan-addresses',
  severity: 'error',
  summary: 'Gateways of two members of a Submariner mesh over vxlan could have one tunnel address.',
  why: 'The tunnel address of a gateway is 241 and the last three bytes of its own (submariner v0.19 `pkg/cable/vxlan`), so 10.31.0.5 and 172.31.0.5 have the same one, and '
    + 'one of the two is not reached.',
  fix: 'Give one of the two clusters nodes whose addresses differ behind the first byte, or write another cable.',
  check: (model, { path, members, settings }) => {
    const names = new Set(members.map(({ cluster }) => cluster.name));
    const nodes = model.clusters.filter(({ name }) => names.has(name)).flatMap(({ ranges }) => ranges)
      .filter(({ space, within, cidr }) => space === 'nodes' && within === undefined && cidr.family === 4);
    return settings.cable !== 'vxlan' || !settings.connectivity ? [] : overlappingPairs(nodes.map(range => ({ range, cidr: tunnelRange(range) })))
      .map(pair => pair.map(({ range }) => range).sort((a, b) => (a.cluster < b.cluster ? -1 : 1)))
      // Ranges that overlap as they are have a finding of their own.
      .filter(([a, b]) => a.cluster !== b.cluster && !a.cidr.overlaps(b.cidr))
      .map(([a, b]) => finding(SUBMARINER_VXLAN_ADDRESSES, [a.cluster, b.cluster], [path, a.path, b.path],
        `${path}: ${nameRange(a)} and ${nameRange(b)} differ in the first byte only, which tunnel addresses of vxlan leave out: move one of them, or write another cable`));
  },
};

function tunnelRange({ cidr }: AddressRange): Cidr {
  return cidr.prefix <= 8 ? Cidr.of(4, NETWORK * REST, 8) : Cidr.of(4, NETWORK * REST + (cidr.first % REST), cidr.prefix);
}
