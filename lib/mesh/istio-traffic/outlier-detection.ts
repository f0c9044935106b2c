import type { OutlierDetection } from './locality-failover-props';
import { COUNT, DURATION, PERCENT } from './prop-types';
import { checkProps } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';

/**
 * What makes regions fail over. Envoy leaves 10 percent as the most that may be out (istio.io/api `OutlierDetection.max_ejection_percent`), so that a
 * region of ten dead endpoints would keep nine.
 */
export const OUTLIER_DETECTION: Required<Omit<OutlierDetection, 'consecutiveGatewayErrors'>> = {
  consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 100,
};

const OPTIONS = {
  consecutive5xxErrors: COUNT, consecutiveGatewayErrors: COUNT, interval: DURATION, baseEjectionTime: DURATION, maxEjectionPercent: PERCENT,
};

/** @throws for what istiod would refuse, and for counts that switch it off */
export function checkOutlierDetection(where: string, detection: OutlierDetection): void {
  checkProps(where, detection, {}, OPTIONS);
  refuseOthers(where, detection, Object.keys(OPTIONS));
  const { consecutive5xxErrors = OUTLIER_DETECTION.consecutive5xxErrors, consecutiveGatewayErrors = 0 } = detection;
  if (consecutive5xxErrors === 0 && consecutiveGatewayErrors === 0) {
    throw new Error(`${where}consecutive5xxErrors: 0 counts no errors, so that nothing ever fails over: write 1 at least, here or in consecutiveGatewayErrors`);
  }
}
