package redistest

import (
	"os/exec"
	"syscall"
)

// dieWithParent has the kernel kill the child when the test binary dies, also
// of a panic or of SIGKILL.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
