import { SelectField, TextArea, TextField } from '../../../../web/ui/staff/index.ts'
import { studioKindCodes, studioKinds, venueKindCodes, venueKinds } from '../../rules.ts'

/** What a venue is: name, kind, where it stands. */
export function VenueFields() {
  return (
    <>
      <TextField name="name" label="名称" max={40} hint="在本政协里不要重名，例如：芦汀委员工作室" />
      <SelectField
        name="kind"
        label="种类"
        options={venueKindCodes.map((code) => ({ value: code, label: venueKinds[code] }))}
      />
      <SelectField
        name="studioKind"
        label="类型"
        optional
        options={studioKindCodes.map((code) => ({ value: code, label: studioKinds[code] }))}
      />
      <TextField
        name="address"
        label="地址"
        max={100}
        optional
        hint="写到群众找得到，例如：芦汀镇便民服务中心一楼"
      />
      <PageFields />
    </>
  )
}

/** The words on its public page. */
export function PageFields() {
  return (
    <>
      <TextField name="onlineName" label="线上工作室名称" max={40} optional />
      <TextField
        name="phone"
        label="公开电话"
        kind="tel"
        max={30}
        optional
        hint="会登在公开页上，请写办公电话，不要写私人手机。"
      />
      <TextField name="hours" label="开放时间" max={80} optional hint="例如：每周三上午 9:00—11:30" />
      <TextArea name="about" label="介绍" rows={4} max={600} optional />
    </>
  )
}
