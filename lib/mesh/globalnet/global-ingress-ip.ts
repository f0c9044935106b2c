import { Construct } from 'constructs';
import { GlobalIPProps, metadataOf, placeOf } from './global-ip';
import { GlobalIngressIP as Resource } from '../../../imports/submariner';
import { checkLabel, TEXT } from '../../fleet/check-props';

/** What a global address leads to. */
export type GlobalIngressTarget = 'ClusterIPService' | 'HeadlessServicePod' | 'HeadlessServiceEndpoints';

const TARGETS: readonly GlobalIngressTarget[] = ['ClusterIPService', 'HeadlessServicePod', 'HeadlessServiceEndpoints'];

/** Options for a `GlobalIngressIP`. */
export interface GlobalIngressIPProps extends GlobalIPProps {
  /** What it leads to. */
  readonly target: GlobalIngressTarget;
  /** Name of the Service. */
  readonly service: string;
  /** Name of the pod, for `HeadlessServicePod`. @default - none */
  readonly pod?: string;
}

/**
 * A global address by which other members reach a Service or a pod.
 *
 * Submariner makes one for every Service that is exported; write one only for what is to be reached without an export.
 */
export class GlobalIngressIP extends Construct {
  /** @throws for a target or a name that is none, and for a pod without `HeadlessServicePod` or the other way round */
  constructor(scope: Construct, id: string, props: GlobalIngressIPProps) {
    super(scope, id);
    const place = placeOf(this, props, { namespace: TEXT, target: TEXT, service: TEXT }, { name: TEXT, pod: TEXT });
    const { target, service, pod } = props;
    if (!TARGETS.includes(target)) {
      throw new Error(`${this.node.path}: target: write one of ${TARGETS.join(', ')}, got '${String(target)}'`);
    }
    if ((target === 'HeadlessServicePod') !== (pod !== undefined)) {
      throw new Error(`${this.node.path}: pod: write it for target HeadlessServicePod, and for no other`);
    }
    checkLabel(`${this.node.path}: service`, service);
    this.node.defaultChild = new Resource(place, 'Resource', {
      metadata: metadataOf(this, props), spec: { target, serviceRef: { name: service }, ...(pod !== undefined && { podRef: { name: pod } }) },
    });
  }
}
