package export

import (
	"encoding/binary"
	"io"
)

// zipFile is a file of an archive.
type zipFile struct {
	name    string // ASCII or UTF-8, with slashes
	content []byte
}

// writeZip writes files as a ZIP archive, stored and not compressed (PKWARE
// APPNOTE 6.3.10, sections 4.3 and 4.4). It stands here because archive/zip
// brings the compressor along, into the program that readers load before they
// see a page. For archives below 4 GB.
func writeZip(w io.Writer, files ...zipFile) error {
	const (
		local     = 0x04034b50
		central   = 0x02014b50
		endOfList = 0x06054b50
		version   = 20
		utf8Name  = 1 << 11
		day       = 1<<5 | 1 // 1 January 1980: the same story gives the same bytes
	)
	u16, u32 := binary.LittleEndian.AppendUint16, binary.LittleEndian.AppendUint32
	var out, list []byte
	for _, f := range files {
		// From the version to the length of the extra field, as both headers have it.
		common := u16(u16(u16(nil, version), utf8Name), 0)
		common = u16(u16(common, 0), day)
		common = u32(common, crc32(f.content))
		common = u32(u32(common, uint32(len(f.content))), uint32(len(f.content)))
		common = u16(u16(common, uint16(len(f.name))), 0)

		list = append(u16(u32(list, central), version), common...)
		list = u32(append(list, make([]byte, 10)...), uint32(len(out))) // comment, disk, attributes; place
		list = append(list, f.name...)

		out = append(append(append(u32(out, local), common...), f.name...), f.content...)
	}
	end := u32(nil, endOfList)
	end = u16(u16(append(end, 0, 0, 0, 0), uint16(len(files))), uint16(len(files)))
	end = u16(u32(u32(end, uint32(len(list))), uint32(len(out))), 0)
	_, err := w.Write(append(append(out, list...), end...))
	return err
}

// crc32 is the checksum of ISO 3309, as ZIP has it.
func crc32(b []byte) uint32 {
	crc := ^uint32(0)
	for _, c := range b {
		crc ^= uint32(c)
		for range 8 {
			crc = crc>>1 ^ 0xedb88320&-(crc&1)
		}
	}
	return ^crc
}
