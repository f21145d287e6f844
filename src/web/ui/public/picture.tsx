import { Scene, type SceneName } from '../scenes.tsx'

/**
 * A photograph, or where there is none an ink drawing that never passes for one. `src` null draws `scene`; by default one of
 * four chosen by `seed` (the record's id), so that the same record keeps its drawing. `first` is the picture seen at once.
 */
export function Picture(props: {
  src: string | null
  alt: string
  width?: number
  height?: number
  scene?: SceneName
  seed?: string
  first?: boolean
}) {
  if (props.src === null) return <Scene name={props.scene ?? sceneFor(props.seed ?? props.alt)} />
  return (
    <img
      src={props.src}
      alt={props.alt}
      width={props.width ?? 700}
      height={props.height ?? 525}
      loading={props.first ? 'eager' : 'lazy'}
      decoding="async"
    />
  )
}

const scenes: readonly SceneName[] = ['tree', 'clinic', 'orchard', 'lamp']

function sceneFor(seed: string): SceneName {
  const sum = Array.from(seed).reduce((total, one) => total + (one.codePointAt(0) ?? 0), 0)
  return scenes[sum % scenes.length] ?? 'tree'
}
