import { z } from 'zod'
import { maskName, maskPhone } from './phones.ts'

type Mask = (value: unknown) => unknown

/** Finds the personal fields of a reply and answers the function that masks them, or null when there are none. */
export const maskerOf = (shape: z.ZodType): Mask | null => {
  const meta = shape.meta()
  if (meta?.personal === 'phone') return (value) => (typeof value === 'string' ? maskPhone(value) : value)
  if (meta?.personal === 'name') return (value) => (typeof value === 'string' ? maskName(value) : value)
  if (shape instanceof z.ZodObject) return objectMask(shape)
  if (shape instanceof z.ZodArray) return arrayMask(shape)
  if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional || shape instanceof z.ZodDefault)
    return asType(shape.unwrap())
  return null
}

const asType = (inner: unknown): Mask | null => {
  if (!(inner instanceof z.ZodType)) return null
  const mask = maskerOf(inner)
  return mask && ((value) => (value === null || value === undefined ? value : mask(value)))
}

const arrayMask = (shape: z.ZodArray): Mask | null => {
  const mask = asType(shape.element)
  return mask && ((value) => (Array.isArray(value) ? value.map(mask) : value))
}

const objectMask = (shape: z.ZodObject): Mask | null => {
  const masks = Object.entries(shape.shape).flatMap(([key, inner]) => {
    const mask = asType(inner)
    return mask ? [[key, mask] as const] : []
  })
  if (masks.length === 0) return null
  return (value) => {
    if (typeof value !== 'object' || value === null) return value
    const copy: Record<string, unknown> = { ...value }
    for (const [key, mask] of masks) if (key in copy) copy[key] = mask(copy[key])
    return copy
  }
}
