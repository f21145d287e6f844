import type { ReactNode } from 'react'

type Drawing = { box: string; label: string; body: ReactNode }

const drawings = {
  bridge: {
    box: '0 0 390 150',
    label: '插图：湖边小镇的石拱桥',
    body: (
      <>
        <circle cx="316" cy="34" r="12" fill="none" stroke="#828A91" strokeWidth="1" />
        <path
          d="M0 88C34 70 62 66 98 80c34 13 62-26 112-24 46 2 66 28 104 20 30-6 52-18 76-10v60H0z"
          fill="#EDEEEB"
        />
        <path
          d="M0 104c40-16 70-6 104-4 40 2 60-14 98-10 44 4 70 20 112 12 32-6 56-12 76-6v30H0z"
          fill="#E2E5E2"
        />
        <g fill="#FAF9F6" stroke="#5A636B" strokeWidth="1.1" strokeLinejoin="round">
          <path d="M284 118V94h26v24M310 118v-32h30v32M340 118V98h28v20" />
        </g>
        <g fill="#414951">
          <path d="M281 94h32l-3-4h-26zM306 86h38l-4-5h-30zM337 98h34l-3-4h-28z" />
        </g>
        <g stroke="#5A636B" strokeWidth="1.1">
          <path d="M292 104h5v6h-5zM321 97h7v8h-7zM350 106h5v5h-5z" fill="none" />
        </g>
        <path
          d="M22 122C92 121 126 88 192 88s100 33 170 34z"
          fill="#F4F4F1"
          stroke="#171B20"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <g fill="#FAF9F6" stroke="#171B20" strokeWidth="1.3">
          <path d="M162 122a30 23 0 0 1 60 0" />
          <path d="M114 122a17 12.5 0 0 1 34 0" />
          <path d="M236 122a17 12.5 0 0 1 34 0" />
        </g>
        <path
          d="M20 116.500C88 115 124 81 192 81s104 34 172 35.5"
          fill="none"
          stroke="#171B20"
          strokeWidth="1.1"
        />
        <g stroke="#171B20" strokeWidth="1.1">
          <path d="M192 81v7M170 83v7M214 83v7M149 89v7.500M235 89v7.500M129 97.500v8M255 97.500v8M108 106.500v7.500M276 106.500v7.5" />
        </g>
        <g fill="#171B20">
          <circle cx="181" cy="69" r="2.6" />
          <path d="M178 82l1-9.500q2-1.8 4 0l1 9.500z" />
          <circle cx="190" cy="72" r="2.1" />
          <path d="M187.8 82l.8-7q1.5-1.4 3 0l.8 7z" />
          <circle cx="232" cy="76.5" r="2.6" />
          <path d="M229 90l1-9.500q2-1.8 4 0l1 9.500z" />
          <path d="M235 83l4 7" stroke="#171B20" strokeWidth="1" />
        </g>
        <path d="M0 122.500h390" stroke="#171B20" strokeWidth="1.2" />
        <g fill="none" stroke="#828A91" strokeWidth="1">
          <path d="M166 127a26 16 0 0 0 52 0" />
          <path d="M117 127a14 8 0 0 0 28 0M239 127a14 8 0 0 0 28 0" />
          <path d="M40 131h46M300 130h38M60 138h26M276 137h54M108 143h60M206 144h44M20 144h30" />
        </g>
      </>
    ),
  },
  tree: {
    box: '0 0 350 210',
    label: '插图：老码头的大树下，委员和居民围桌说话',
    body: (
      <>
        <rect width="350" height="210" fill="#EEEFEC" />
        <path d="M0 96c50-22 92-20 140-8s96-18 210-6v60H0z" fill="#E0E4E1" />
        <path d="M0 120h350v26H0z" fill="#F7F7F4" />
        <g stroke="#A9B0B3" strokeWidth="1.2">
          <path d="M18 128h54M110 134h70M238 127h60M286 137h44M40 140h30" />
        </g>
        <path d="M236 122h64l-9 11h-46z" fill="#5A636B" />
        <path d="M262 122v-24l20 24z" fill="#C9CFCC" />
        <path d="M0 146h350v64H0z" fill="#DCE0DC" />
        <g fill="#BCC5C0">
          <circle cx="40" cy="36" r="42" />
          <circle cx="94" cy="26" r="48" />
          <circle cx="142" cy="44" r="34" />
        </g>
        <g fill="#A7B2AC">
          <circle cx="62" cy="52" r="30" />
          <circle cx="112" cy="54" r="26" />
        </g>
        <path d="M76 176c6-40 4-70 2-98l8-2 4 26 14-22 6 3-17 34c-1 22 1 40 6 59z" fill="#414951" />
        <g fill="#414951">
          <circle cx="146" cy="116" r="9.5" />
          <path d="M130 160v-18q0-14 16-14t16 14v18z" />
        </g>
        <g fill="#7C868B">
          <circle cx="188" cy="111" r="9.5" />
          <path d="M172 158v-20q0-14 16-14t16 14v20z" />
        </g>
        <g fill="#171B20">
          <circle cx="232" cy="112" r="9.5" />
          <path d="M216 160v-21q0-14 16-14t16 14v21z" />
        </g>
        <g fill="#98A1A3">
          <circle cx="274" cy="118" r="9" />
          <path d="M259 162v-19q0-13 15-13t15 13v19z" />
        </g>
        <path d="M116 158h196v8H116z" fill="#171B20" />
        <path d="M130 166h5v30h-5zM292 166h5v30h-5z" fill="#171B20" />
        <path d="M206 152h22v6h-22z" fill="#B43A21" />
        <path d="M166 151h12v7h-12zM252 152h9v6h-9z" fill="#FAF9F6" />
        <g fill="#5A636B">
          <circle cx="322" cy="128" r="9" />
          <path d="M307 196v-42q0-14 15-14t15 14v42z" />
        </g>
      </>
    ),
  },
  lamp: {
    box: '0 0 168 126',
    label: '插图：晚上亮起来的路灯，一老一小走过',
    body: (
      <>
        <rect width="168" height="126" fill="#2A3037" />
        <path d="M0 70h34V48h28v18h22V54h22v72H0z" fill="#1E2329" />
        <path d="M142 60h26v66h-26z" fill="#1E2329" />
        <path d="M42 56h6v7h-6zM12 80h6v7h-6zM90 64h6v7h-6z" fill="#6A737A" />
        <path d="M126 30l-52 82h88z" fill="#4A525A" />
        <path d="M126 30l-30 82h52z" fill="#5D666E" />
        <path d="M0 110h168v16H0z" fill="#3A4149" />
        <path d="M146 112V28q0-6-6-6h-16" fill="none" stroke="#C6C9C6" strokeWidth="2.6" />
        <path d="M116 22h18l-3 8h-12z" fill="#F4F4F1" />
        <g fill="#F4F4F1">
          <circle cx="106" cy="80" r="5.5" />
          <path d="M98 112V95q0-8 8-8t8 8v17z" />
        </g>
        <g fill="#D5D9D6">
          <circle cx="123" cy="90" r="4.2" />
          <path d="M117 112V101q0-6 6-6t6 6v11z" />
        </g>
        <path d="M97 96l-6 16" stroke="#F4F4F1" strokeWidth="1.8" />
      </>
    ),
  },
  clinic: {
    box: '0 0 168 126',
    label: '插图：委员给老人量血压',
    body: (
      <>
        <rect width="168" height="126" fill="#E6E9E6" />
        <path d="M12 14h52v40H12z" fill="#F7F7F4" />
        <path d="M38 14v40M12 34h52" stroke="#C6C9C6" strokeWidth="1.6" />
        <path d="M112 16h38v30h-38z" fill="#F7F7F4" />
        <path d="M118 24h26M118 31h26M118 38h16" stroke="#C6C9C6" strokeWidth="2.4" />
        <path d="M0 104h168v22H0z" fill="#D6DBD7" />
        <g fill="#414951">
          <circle cx="54" cy="50" r="9.5" />
          <path d="M37 104V78q0-16 17-16t17 16v26z" />
        </g>
        <path d="M68 76l22 8" stroke="#414951" strokeWidth="7" strokeLinecap="round" />
        <g fill="#98A1A3">
          <circle cx="122" cy="56" r="9.5" />
          <path d="M105 104V83q0-15 17-15t17 15v21z" />
        </g>
        <path d="M108 84l-16 2" stroke="#98A1A3" strokeWidth="6.5" strokeLinecap="round" />
        <path d="M70 90h44v5H70z" fill="#171B20" />
        <path d="M80 82h14v8H80z" fill="#171B20" />
        <path d="M97 81l8-.6.6 9.2-8 .6z" fill="#B43A21" />
        <path d="M76 95h4v22h-4zM106 95h4v22h-4z" fill="#171B20" />
      </>
    ),
  },
  orchard: {
    box: '0 0 168 126',
    label: '插图：果园',
    body: (
      <>
        <rect width="168" height="126" fill="#EEEFEC" />
        <path d="M0 60c30-18 56-16 84-6s52-12 84-4v40H0z" fill="#DDE2DE" />
        <path d="M0 78h168v48H0z" fill="#D0D7D1" />
        <g fill="#8E9B94">
          <circle cx="30" cy="72" r="17" />
          <circle cx="78" cy="68" r="20" />
          <circle cx="132" cy="72" r="18" />
        </g>
        <g stroke="#414951" strokeWidth="3.4">
          <path d="M30 76v24M78 74v28M132 76v24" />
        </g>
        <g fill="#B43A21">
          <circle cx="24" cy="68" r="2.6" />
          <circle cx="36" cy="76" r="2.6" />
          <circle cx="70" cy="64" r="2.6" />
          <circle cx="86" cy="72" r="2.6" />
          <circle cx="127" cy="70" r="2.6" />
          <circle cx="138" cy="78" r="2.6" />
        </g>
        <path d="M0 108h168M0 117h168" stroke="#BAC4BD" strokeWidth="1.6" />
        <g fill="#171B20">
          <circle cx="104" cy="82" r="5.5" />
          <path d="M96 114V97q0-8 8-8t8 8v17z" />
        </g>
      </>
    ),
  },
  road: {
    box: '0 0 168 126',
    label: '插图：暗着的一段路',
    body: (
      <>
        <rect width="168" height="126" fill="#252A31" />
        <path d="M70 40h28l70 86H0z" fill="#333A42" />
        <path d="M83 48v10M83 68v14M83 94v20" stroke="#6A737A" strokeWidth="2.2" />
        <path d="M0 40h70L0 126zM98 40h70v86z" fill="#1B1F25" />
        <path d="M0 0h168v40H0z" fill="#20252B" />
        <path
          d="M34 84V18h14M60 44V22h7M134 84V18h-14M108 44V22h-7"
          stroke="#5A636B"
          strokeWidth="2.2"
          fill="none"
        />
      </>
    ),
  },
  dark: {
    box: '0 0 168 126',
    label: '插图：没亮的路灯',
    body: (
      <>
        <rect width="168" height="126" fill="#20252B" />
        <path d="M0 66h40V46h30v22h26V52h20v74H0z" fill="#171B20" />
        <path d="M0 110h168v16H0z" fill="#2A3037" />
        <path d="M140 112V28q0-6-6-6h-16" fill="none" stroke="#6A737A" strokeWidth="2.6" />
        <path d="M110 22h18l-3 8h-12z" fill="#5A636B" />
        <circle cx="36" cy="20" r="6" fill="none" stroke="#6A737A" strokeWidth="1.2" />
      </>
    ),
  },
} satisfies Record<string, Drawing>

export type SceneName = keyof typeof drawings

/** An ink drawing that stands where a photograph is not yet, never passed off as one. */
export function Scene({ name, label }: { name: SceneName; label?: string }) {
  const drawing = drawings[name]
  return (
    <svg viewBox={drawing.box} role="img" aria-label={label ?? drawing.label}>
      {drawing.body}
    </svg>
  )
}
