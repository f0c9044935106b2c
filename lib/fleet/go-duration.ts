export { parseGoDuration } from '../schema/go-duration';
