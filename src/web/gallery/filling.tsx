import { z } from 'zod'
import {
  Check,
  CheckGroup,
  DateField,
  DateTimeField,
  FileField,
  Form,
  NumberField,
  PageHead,
  RadioGroup,
  SearchSelect,
  SelectField,
  TextArea,
  TextField,
} from '../ui/staff/index.ts'

const Filled = z.object({
  title: z.string().min(4, '至少写 4 个字'),
  phone: z.string().regex(/^1\d{10}$/, '少了几位，手机号是 11 位。'),
  words: z.string().max(20).optional(),
  day: z.iso.date(),
  start: z.string().optional(),
  people: z.number().int('写整数').optional(),
  kinds: z.array(z.string()).min(1),
  channel: z.string(),
  host: z.string(),
  member: z.string().optional(),
  open: z.boolean().optional(),
})

/** The form kit with every field. */
export function Filling() {
  return (
    <>
      <PageHead title="代录一条意见" crumbs={[{ label: '群众意见', to: '/' }]} />
      <Form
        schema={Filled}
        draftKey="gallery"
        submit="存下来"
        onSubmit={(body) => {
          if (body.title === '服务器不收')
            return Promise.reject({
              message: '有几处要改。',
              fields: [{ path: 'phone', message: '这个号码登记过了。' }],
            })
          return Promise.resolve(`收到了，${body.title}`)
        }}
      >
        <TextField name="title" label="标题" hint="一句话说清是什么事。" />
        <TextField name="phone" label="手机号" kind="tel" isPrivate />
        <TextArea name="words" label="说明" max={20} optional />
        <DateField name="day" label="哪天" />
        <DateTimeField name="start" label="几点开始" optional />
        <NumberField name="people" label="来了多少人" unit="人" optional />
        <CheckGroup
          name="kinds"
          label="属于哪一类"
          options={[
            { value: 'a', label: '读书宣讲' },
            { value: 'b', label: '调研视察' },
            { value: 'c', label: '走访群众' },
          ]}
        />
        <RadioGroup
          name="channel"
          label="来源"
          options={[
            { value: 'a', label: '值班接待' },
            { value: 'b', label: '电话代录' },
          ]}
        />
        <SelectField
          name="host"
          label="主办"
          options={[
            { value: 'a', label: '县城市管理局' },
            { value: 'b', label: '县交通运输局' },
          ]}
        />
        <SearchSelect
          name="member"
          label="请哪位委员"
          optional
          options={[
            { value: 'a', label: '周双木', note: '教育界' },
            { value: 'b', label: '吴四维', note: '工商联界' },
          ]}
        />
        <FileField name="files" label="附件" optional many />
        <Check name="open" label="可以公开" hint="不勾就不公开。" />
      </Form>
    </>
  )
}
