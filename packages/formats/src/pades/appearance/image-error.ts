/**
 * The error of images.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** An image that cannot be drawn as it is meant. */
export function unreadable(message: string, cause?: unknown): FormatsError {
  return new FormatsError('IMAGE_UNREADABLE', message, { cause });
}
